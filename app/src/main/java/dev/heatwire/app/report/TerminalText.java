package dev.heatwire.app.report;

/** Prepares text for a terminal. */
public final class TerminalText {
    private TerminalText() {}

    /** Replaces control and text direction characters by spaces, because text of a file must not control a terminal. */
    public static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }

    /** The number of terminal columns the text takes; East Asian characters take two. */
    static int width(String text) {
        return text.codePoints()
                .map(codePoint -> switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
                    default -> 1;
                })
                .sum();
    }

    /** The count with its noun, such as {@code 1 file} or {@code 2 files}. */
    public static String count(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }
}
