package dev.heatwire.sink;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands on the feed topic about an article: enough to see that nothing about it has changed.
 *
 * @param fingerprint of the JSON of the ranked article
 */
record Written(int rank, String fingerprint) {
    private static final int BYTES = 16;

    static Written of(int rank, byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return new Written(rank, HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            // every Java platform has it
            throw new IllegalStateException(e);
        }
    }
}
