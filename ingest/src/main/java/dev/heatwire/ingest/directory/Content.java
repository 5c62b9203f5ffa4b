package dev.heatwire.ingest.directory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file and their hash: all that decides whether the file changed. */
public record Content(byte[] bytes, String sha256) {
    /** Stands for a file that is there and cannot be opened. */
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
