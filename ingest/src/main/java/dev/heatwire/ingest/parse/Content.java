package dev.heatwire.ingest.parse;

import dev.heatwire.events.TopicPosition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of a file and their hash; a file has changed when its hash differs.
 *
 * @param sha256 in hexadecimal; absent when the file cannot be opened
 * @param position where the file is on the input topic; absent for a file of the site folder
 */
public record Content(byte[] bytes, Optional<String> sha256, Format format, Optional<TopicPosition> position) {
    /** The content of a file that exists and cannot be opened. */
    public static final Content UNREADABLE =
            new Content(new byte[0], Optional.empty(), Format.FRONT_MATTER, Optional.empty());

    /** How an article file is written. */
    public enum Format {
        /** YAML between two lines of {@code ---}, then the body. */
        FRONT_MATTER,
        /** One JSON object with the fields of the front matter, and the body in the field {@code body}. */
        JSON
    }

    public static Content of(byte[] bytes) {
        return of(bytes, Format.FRONT_MATTER);
    }

    /** @param context a text that the meaning of the bytes depends on; empty when it depends on none */
    public static Content of(byte[] bytes, String context) {
        if (context.isEmpty()) {
            return of(bytes);
        }
        byte[] prefix = context.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, both, prefix.length, bytes.length);
        return new Content(bytes, Optional.of(sha256(both)), Format.FRONT_MATTER, Optional.empty());
    }

    public static Content of(byte[] bytes, Format format) {
        return new Content(bytes, Optional.of(sha256(bytes)), format, Optional.empty());
    }

    public static Content ofRecord(byte[] bytes, Format format, TopicPosition position) {
        return new Content(bytes, Optional.of(sha256(bytes)), format, Optional.of(position));
    }

    private static String sha256(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
