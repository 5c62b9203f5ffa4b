package dev.heatwire.sink;

import dev.heatwire.events.Policy;

/** Decides which articles outside of a feed are kept, because they may come up when those before them go. */
final class RetentionPolicy {
    /** So many are kept behind the last place of a feed, however old. */
    static final int RESERVE = 1_000;

    private RetentionPolicy() {}

    /**
     * The score below which an article behind the reserve is forgotten.
     *
     * @param last the score of the last place of the feed
     */
    static double horizon(double last, Policy.Ranking policy) {
        return last
                - (double) policy.forgetAfter().toMillis() / policy.halfLife().toMillis();
    }
}
