package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.json.Json;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an article's entries of all feeds and at all ranks have in common. An article that enters a feed moves all below
 * it, again and again: so their JSON is made once, and only feed and rank are put in.
 *
 * @param bytes a fingerprint of the entry, then its JSON behind the rank
 */
record Listing(byte[] bytes) {
    /** Hexadecimal digits: 128 bits. */
    private static final int FINGERPRINT = 32;

    private static final String ANY_FEED = "any";
    private static final byte[] START = start(ANY_FEED, 1);

    static Listing of(RankedArticle ranked) {
        byte[] json = Json.MAPPER.writeValueAsBytes(FeedEntry.of(ANY_FEED, 1, ranked));
        if (!Arrays.equals(json, 0, START.length, START, 0, START.length)) {
            throw new IllegalStateException("an entry does not begin with feed and rank");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FINGERPRINT + json.length);
        bytes.writeBytes(fingerprintOf(json));
        bytes.write(json, START.length, json.length - START.length);
        return new Listing(bytes.toByteArray());
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

    /** What stands on the feed topic under a key, in short: equal only where nothing of the entry has changed. */
    String written(int rank) {
        return rank + " " + new String(bytes, 0, FINGERPRINT, ISO_8859_1);
    }

    /** The JSON of the entry of this feed, at this rank. */
    byte[] at(String feed, int rank) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream(bytes.length + feed.length());
        entry.writeBytes(start(feed, rank));
        entry.write(bytes, FINGERPRINT, bytes.length - FINGERPRINT);
        return entry.toByteArray();
    }

    private static byte[] start(String feed, int rank) {
        return ("{\"feed\":" + Json.MAPPER.writeValueAsString(feed) + ",\"rank\":" + rank).getBytes(UTF_8);
    }
}
