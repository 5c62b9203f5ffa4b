package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Json;
import dev.heatwire.events.RankedArticle;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An article's entry of one feed, ready to be written at whatever rank. An article that enters a feed moves all below it,
 * again and again: so their JSON is made once, and only the rank is put in.
 *
 * @param bytes a fingerprint of the entry, then its JSON with the rank 1
 */
record Listing(byte[] bytes) {
    /** Hexadecimal digits: 128 bits. */
    private static final int FINGERPRINT = 32;

    private static final byte[] FIRST = "\"rank\":1".getBytes(UTF_8);
    private static final byte[] RANK = "\"rank\":".getBytes(UTF_8);

    static Listing of(String feed, RankedArticle ranked) {
        byte[] json = Json.MAPPER.writeValueAsBytes(FeedEntry.of(feed, 1, ranked));
        byte[] bytes = Arrays.copyOf(fingerprintOf(json), FINGERPRINT + json.length);
        System.arraycopy(json, 0, bytes, FINGERPRINT, json.length);
        return new Listing(bytes);
    }

    private static byte[] fingerprintOf(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT / 2).getBytes(ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            // every Java platform has it
            throw new IllegalStateException(e);
        }
    }

    /** What stands on the feed topic, in short: equal only where nothing of the entry has changed. */
    String written(int rank) {
        return rank + " " + new String(bytes, 0, FINGERPRINT, ISO_8859_1);
    }

    /** The JSON of the feed entry at this rank. */
    byte[] at(int rank) {
        // in the text of a name before it, quotes would be escaped: the first match is the field
        int gap = indexOf(FIRST);
        ByteArrayOutputStream entry = new ByteArrayOutputStream(bytes.length);
        entry.write(bytes, FINGERPRINT, gap - FINGERPRINT);
        entry.writeBytes(RANK);
        entry.writeBytes(Integer.toString(rank).getBytes(ISO_8859_1));
        int rest = gap + FIRST.length;
        entry.write(bytes, rest, bytes.length - rest);
        return entry.toByteArray();
    }

    private int indexOf(byte[] sought) {
        for (int at = FINGERPRINT; at + sought.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        throw new IllegalStateException("a listing without a rank");
    }
}
