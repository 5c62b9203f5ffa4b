package dev.heatwire.ingest.parse;

/**
 * Finds lines and columns as editors count them. SnakeYAML's marks also count Unicode line separators, which editors do
 * not.
 *
 * @param text the text that positions refer to
 * @param before the number of lines of the file above the text
 */
record LineIndex(String text, int before) {

    /** A place in a file; both from 1, columns in code points. */
    record Place(int line, int column) {}

    /** With line feeds for lone carriage returns, the line ends of Mac OS 9, which some spreadsheets still write. */
    static String unifyLineEnds(String text) {
        int at = text.indexOf('\r');
        while (at >= 0 && text.startsWith("\n", at + 1)) {
            at = text.indexOf('\r', at + 1);
        }
        if (at < 0) {
            return text;
        }
        StringBuilder unified = new StringBuilder(text);
        for (; at >= 0; at = text.indexOf('\r', at + 1)) {
            if (!text.startsWith("\n", at + 1)) {
                unified.setCharAt(at, '\n');
            }
        }
        return unified.toString();
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
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Place(before + line, column);
    }
}
