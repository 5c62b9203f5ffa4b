package dev.heatwire.ingest.parse.toml;

import java.util.Optional;

/**
 * The two parts of an article file with TOML front matter: the TOML between two lines of {@code +++}, and the body.
 *
 * @param toml starts on line 2 of the file, with the blank lines before the first line of {@code +++}; empty when the
 *     second line of {@code +++} is missing
 */
public record TomlFrontMatter(Optional<String> toml, Optional<String> body) {
    private static final String FENCE = "+++";

    /** Whether the first line of the text that is not blank is {@code +++}. */
    public static boolean begins(String text) {
        int first = firstLine(text);
        return isFence(text, first, endOfLine(text, first));
    }

    /** @param text that begins with a line {@code +++} */
    public static TomlFrontMatter split(String text) {
        int first = firstLine(text);
        int start = endOfLine(text, first);
        String blankLines = "\n".repeat((int)
                text.substring(0, first).chars().filter(c -> c == '\n').count());
        for (int at = start; at < text.length(); ) {
            int end = endOfLine(text, at);
            if (isFence(text, at, end)) {
                String body = text.substring(end);
                return new TomlFrontMatter(
                        Optional.of(blankLines + text.substring(start, at)),
                        Optional.of(body).filter(rest -> !rest.isBlank()));
            }
            at = end;
        }
        return new TomlFrontMatter(Optional.empty(), Optional.empty());
    }

    /** The start of the first line that is not blank. */
    private static int firstLine(String text) {
        int start = 0;
        for (int at = 0; at < text.length() && Character.isWhitespace(text.charAt(at)); at++) {
            if (text.charAt(at) == '\n') {
                start = at + 1;
            }
        }
        return start;
    }

    /** The index behind the line break that ends the line, or the end of the text. */
    private static int endOfLine(String text, int from) {
        int at = text.indexOf('\n', from);
        return at < 0 ? text.length() : at + 1;
    }

    private static boolean isFence(String text, int start, int end) {
        return text.startsWith(FENCE, start)
                && text.substring(start + FENCE.length(), end).isBlank();
    }
}
