package dev.heatwire.ingest.directory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file and their hash; a file has changed when its hash differs. */
public record Content(byte[] bytes, String sha256) {
    /** The content of a file that exists and cannot be opened. */
    public static final Content UNREADABLE = new Content(new byte[0], "unreadable");

    public static Content of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(bytes, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
