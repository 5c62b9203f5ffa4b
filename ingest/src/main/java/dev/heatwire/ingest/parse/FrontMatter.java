package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.util.Optional;

/**
 * The two parts of an article file: the YAML between two lines of {@code ---}, and the body.
 *
 * @param yaml starts on line 2 of the file
 */
record FrontMatter(String yaml, Optional<String> body) {
    private static final String FENCE = "---";

    /** @throws UnreadableFileException when one of the two lines is missing */
    static FrontMatter split(String text) throws UnreadableFileException {
        int start = endOfLine(text, 0);
        if (!isFence(text, 0, start)) {
            throw new UnreadableFileException(problem(1, "no-front-matter", "the file must begin with a line ---"));
        }
        int line = 1;
        for (int at = start; at < text.length(); ) {
            int end = endOfLine(text, at);
            line++;
            if (isFence(text, at, end)) {
                String body = text.substring(end);
                return new FrontMatter(
                        text.substring(start, at), Optional.of(body).filter(rest -> !rest.isBlank()));
            }
            at = end;
        }
        throw new UnreadableFileException(
                problem(line, "open-front-matter", "the front matter that begins on line 1 has no closing line ---"));
    }

    /** The index behind the line break that ends the line, or the end of the text. */
    private static int endOfLine(String text, int from) {
        int at = text.indexOf('\n', from);
        return at < 0 ? text.length() : at + 1;
    }

    private static boolean isFence(String text, int start, int end) {
        return end - start >= FENCE.length()
                && text.startsWith(FENCE, start)
                && text.substring(start + FENCE.length(), end).isBlank();
    }

    private static Problem problem(int line, String code, String reason) {
        return new Problem(Optional.of(line), Optional.of(1), Optional.empty(), code, reason);
    }
}
