package dev.heatwire.rank;

import dev.heatwire.events.Policy;
import java.time.Instant;

/**
 * Orders articles by exponentially decayed heat without looking at the clock: heat × 2^(−age / halfLife) orders at any
 * moment as log2(heat) + published / halfLife does, so time passing changes nothing.
 */
final class TimeDecayScore {
    private static final double LN_2 = Math.log(2);

    private TimeDecayScore() {}

    /**
     * @param received when the article reached the pipeline; stands in for a date that lies after it
     */
    static double score(int heat, Instant published, Instant received, Policy.Ranking policy) {
        Instant date = published.isAfter(received) ? received : published;
        // below 1 there is no logarithm to speak of; such heat is never published under a sensible policy
        double heatInHalfLives = Math.log(Math.max(heat, 1)) / LN_2;
        return heatInHalfLives + date.getEpochSecond() / (policy.halfLife().toMillis() / 1000.0);
    }
}
