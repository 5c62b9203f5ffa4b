package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;

/** The order of a feed, as text that sorts like it: higher score first, then earlier, then the smaller id. */
final class Standing {
    private Standing() {}

    static String of(RankedArticle ranked) {
        return "%016x%016x%s"
                .formatted(
                        ~ascending(ranked.score()),
                        ascending(ranked.article().publishedDateTime().getEpochSecond()),
                        ranked.article().id());
    }

    /** Bits that sort, as an unsigned number, like the doubles they stand for (IEEE 754). */
    private static long ascending(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    private static long ascending(long value) {
        return value ^ Long.MIN_VALUE;
    }
}
