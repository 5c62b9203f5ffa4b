package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.suspect.OddBlanks;
import dev.heatwire.ingest.parse.suspect.Suspect;
import dev.heatwire.ingest.parse.suspect.SuspectLines;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two parts of an article file: the YAML between two lines of {@code ---}, and the body. Blank lines before the
 * first are skipped. {@code ...} may stand for the second, because YAML and Jekyll end a document so.
 *
 * @param yaml starts on line 2 of the file; blank lines before the first line of {@code ---} are at its start
 */
record FrontMatter(String yaml, Optional<String> body) {
    private static final String FENCE = "---";
    private static final String END = "...";

    /** What editors that correct spelling make of three hyphens. */
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212-]+");

    private static final String THREE_HYPHENS = "the line must be ---, three hyphens from its start";

    private static final Pattern FIELD = Pattern.compile("\\s*[\\w-]+:(?:\\s|$)");

    /**
     * @param text with unified line ends
     * @throws UnreadableFileException when one of the two lines is missing
     */
    static FrontMatter split(String text) throws UnreadableFileException {
        int blankLines = 0;
        int first = 0;
        while (first < text.length() && isBlank(text, first, endOfLine(text, first))) {
            first = endOfLine(text, first);
            blankLines++;
        }
        int start = endOfLine(text, first);
        if (!isFence(text, first, start, FENCE)) {
            throw new UnreadableFileException(noFence(text, first, start, blankLines));
        }
        int end = -1;
        int bodyAfterEnd = -1;
        for (int at = start; at < text.length(); ) {
            int next = endOfLine(text, at);
            if (isFence(text, at, next, FENCE)) {
                return of(text, blankLines, start, at, next);
            }
            if (end < 0 && isFence(text, at, next, END)) {
                end = at;
                bodyAfterEnd = next;
                if (!FIELD.matcher(text).region(next, text.length()).lookingAt()) {
                    break;
                }
                // more fields, if a line --- follows them
            }
            at = next;
        }
        if (end >= 0) {
            return of(text, blankLines, start, end, bodyAfterEnd);
        }
        throw new UnreadableFileException(notClosed(text, start, blankLines + 1));
    }

    /** At the line that was meant to close the front matter, or at the end of the file. */
    private static Problem notClosed(String text, int start, int firstLine) {
        int line = firstLine;
        for (int at = start; at < text.length(); at = endOfLine(text, at)) {
            line++;
            String written = OddBlanks.strip(text.substring(at, endOfLine(text, at)));
            if (!written.equals("-") && DASHES.matcher(written).matches()) {
                return problem(line, "open-front-matter", THREE_HYPHENS);
            }
        }
        return problem(
                line,
                "open-front-matter",
                "the front matter that begins on line " + firstLine + " has no closing line ---");
    }

    private static FrontMatter of(String text, int blankLines, int start, int end, int body) {
        return new FrontMatter(
                "\n".repeat(blankLines) + text.substring(start, end),
                Optional.of(text.substring(body)).filter(rest -> !rest.isBlank()));
    }

    private static Problem noFence(String text, int first, int start, int blankLines) {
        String line = OddBlanks.strip(text.substring(first, start));
        Optional<Suspect> conflict = SuspectLines.conflict(line);
        if (conflict.isPresent()) {
            return problem(blankLines + 1, conflict.get().code(), conflict.get().reason());
        }
        return line.isEmpty() || !DASHES.matcher(line).matches()
                ? problem(line.isEmpty() ? 1 : blankLines + 1, "no-front-matter", "the file must begin with a line ---")
                : problem(blankLines + 1, "no-front-matter", THREE_HYPHENS);
    }

    /** The index behind the line break that ends the line, or the end of the text. */
    private static int endOfLine(String text, int from) {
        int at = text.indexOf('\n', from);
        return at < 0 ? text.length() : at + 1;
    }

    private static boolean isBlank(String text, int start, int end) {
        return OddBlanks.strip(text.substring(start, end)).isEmpty();
    }

    /** Blanks that no one sees may stand before the first fence, such as a second byte order mark. */
    private static boolean isFence(String text, int start, int end, String fence) {
        if (start < end && text.charAt(start) == fence.charAt(0)) {
            return text.startsWith(fence, start) && isBlank(text, start + fence.length(), end);
        }
        return start < end
                && text.charAt(start) > '~'
                && OddBlanks.strip(text.substring(start, end)).equals(fence);
    }

    private static Problem problem(int line, String code, String reason) {
        return new Problem(Optional.of(line), Optional.of(1), Optional.empty(), code, reason);
    }
}
