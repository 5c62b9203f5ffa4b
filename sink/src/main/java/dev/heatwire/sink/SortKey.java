package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;
import java.util.HexFormat;

/** The order of a feed, as text that sorts like it: higher score first, then earlier, then the smaller id. */
final class SortKey {
    /** Sorts behind all sort keys. */
    static final String END = "g";

    /** Of each of the two numbers. */
    private static final int DIGITS = 16;

    private static final HexFormat HEX = HexFormat.of();

    private SortKey() {}

    static String of(RankedArticle ranked) {
        return HEX.toHexDigits(~ascending(ranked.score()))
                + HEX.toHexDigits(ascending(ranked.article().publishedDateTime().getEpochSecond()))
                + ranked.article().id();
    }

    static double scoreOf(String sortKey) {
        long ascending = ~HexFormat.fromHexDigitsToLong(sortKey, 0, DIGITS);
        return Double.longBitsToDouble(ascending < 0 ? ascending ^ Long.MIN_VALUE : ~ascending);
    }

    /** Sorts behind all sort keys with this score, and before those with a lower one. */
    static String below(double score) {
        return HEX.toHexDigits(~ascending(score) + 1);
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
