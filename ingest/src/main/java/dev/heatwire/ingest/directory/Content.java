package dev.heatwire.ingest.directory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of a file and their hash; a file has changed when its hash differs.
 *
 * @param sha256 in hexadecimal; absent when the file cannot be opened
 */
public record Content(byte[] bytes, Optional<String> sha256) {
    /** The content of a file that exists and cannot be opened. */
    public static final Content UNREADABLE = new Content(new byte[0], Optional.empty());

    public static Content of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(bytes, Optional.of(HexFormat.of().formatHex(hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
