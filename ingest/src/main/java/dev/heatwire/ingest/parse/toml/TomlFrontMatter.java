package dev.heatwire.ingest.parse.toml;

import java.util.Optional;

/**
 * The two parts of an article file with TOML front matter: the TOML between two lines of {@code +++}, and the body.
 *
 * @param toml starts on line 2 of the file; empty when the second line of {@code +++} is missing
 */
public record TomlFrontMatter(Optional<String> toml, Optional<String> body) {
    private static final String FENCE = "+++";

    /** Whether the first line of the text is {@code +++}. */
    public static boolean begins(String text) {
        return isFence(text, 0, endOfLine(text, 0));
    }

    /** @param text that begins with a line {@code +++} */
    public static TomlFrontMatter split(String text) {
        int start = endOfLine(text, 0);
        for (int at = start; at < text.length(); ) {
            int end = endOfLine(text, at);
            if (isFence(text, at, end)) {
                String body = text.substring(end);
                return new TomlFrontMatter(
                        Optional.of(text.substring(start, at)),
                        Optional.of(body).filter(rest -> !rest.isBlank()));
            }
            at = end;
        }
        return new TomlFrontMatter(Optional.empty(), Optional.empty());
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
