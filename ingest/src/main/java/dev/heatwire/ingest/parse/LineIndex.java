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
