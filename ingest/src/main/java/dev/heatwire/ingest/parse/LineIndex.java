package dev.heatwire.ingest.parse;

import java.util.regex.Pattern;

/**
 * Finds lines and columns as editors count them. SnakeYAML's marks also count Unicode line separators, which editors do
 * not.
 *
 * @param text the text that positions refer to
 * @param before the number of lines of the file above the text
 */
record LineIndex(String text, int before) {
    private static final Pattern LONE_CARRIAGE_RETURN = Pattern.compile("\r(?!\n)");

    /** A place in a file; both from 1, columns in code points. */
    record Place(int line, int column) {}

    /**
     * With line feeds for lone carriage returns, the line ends of Mac OS 9, which some spreadsheets still write. The
     * end of the first line tells them from others, so that other texts are not searched.
     */
    static String unifyLineEnds(String text) {
        int lineFeed = text.indexOf('\n');
        int firstLine = lineFeed < 0 ? text.length() : lineFeed;
        int lone = text.lastIndexOf('\r', lineFeed < 0 ? firstLine : firstLine - 2);
        return lone < 0 ? text : LONE_CARRIAGE_RETURN.matcher(text).replaceAll("\n");
    }

    /**
     * @param index in code points from the start of the text
     * @return what follows on the line; empty behind the end of the text
     */
    String restOfLine(int index) {
        int start = text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** @param index in code points from the start of the text */
    Place placeOf(int index) {
        int line = 1;
        int column = 1;
        int seen = 0;
        for (int at = 0; at < text.length() && seen < index; seen++) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            boolean endsLine = codePoint == '\n' || codePoint == '\r' && !text.startsWith("\n", at);
            if (endsLine) {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(before + line, column);
    }
}
