package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.suspect.OddBlanks;
import dev.heatwire.ingest.parse.suspect.Suspect;
import dev.heatwire.ingest.parse.suspect.SuspectLines;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Composes YAML into a tree of nodes without constructing objects, so that no tag is instantiated and no scalar is
 * converted. Aliases, deep nesting and a second document are rejected. A tab that is no indentation is a space.
 */
final class StrictYamlComposer {
    /** Each tab that is read as a space costs another attempt; all attempts read about so many characters at most. */
    private static final int MAX_REREAD_CHARACTERS = 1_000_000;

    private StrictYamlComposer() {}

    /**
     * @return the root, or empty when the text has only white space and comments
     * @throws UnreadableFileException with the place of the first syntax error or exceeded limit
     */
    static Optional<Node> of(LineIndex lines, Limits limits) throws UnreadableFileException {
        boolean oddBlanks = checkCharacters(lines, limits);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(limits.articleBytes(), limits.referenceBytes()));
        options.setProcessComments(false);
        String text = lines.text();
        try {
            for (int reread = 0; ; reread += text.length()) {
                Parser parser = new ParserImpl(new StreamReader(text), options);
                try {
                    return new NodeComposer(parser, limits.depth(), oddBlanks).singleDocument();
                } catch (MarkedYAMLException e) {
                    Optional<String> mended =
                            reread < MAX_REREAD_CHARACTERS ? withSpaceForTab(text, e) : Optional.empty();
                    if (mended.isEmpty()) {
                        throw new UnreadableFileException(explained(lines, e));
                    }
                    text = mended.get();
                }
            }
        } catch (YAMLException | IllegalArgumentException | StackOverflowError e) {
            // SnakeYAML also throws exceptions without a place, for example for a blank tag
            throw new UnreadableFileException(problem(lines, 0, "yaml", "not valid YAML"));
        }
    }

    /** The text with a space for the tab that the parser stopped at, unless the tab indents the line. */
    private static Optional<String> withSpaceForTab(String text, MarkedYAMLException failure) {
        if (failure.getProblemMark() == null || !YamlErrorMessages.isTab(failure)) {
            return Optional.empty();
        }
        int at = text.offsetByCodePoints(0, failure.getProblemMark().getIndex());
        String before = text.substring(text.lastIndexOf('\n', at - 1) + 1, at);
        return at < text.length() && text.charAt(at) == '\t' && !before.isBlank()
                ? Optional.of(text.substring(0, at) + ' ' + text.substring(at + 1))
                : Optional.empty();
    }

    private static void rejectConflict(LineIndex lines) throws UnreadableFileException {
        Optional<Suspect> conflict = SuspectLines.conflict(lines.text());
        if (conflict.isPresent()) {
            throw new UnreadableFileException(problem(lines, conflict.get()));
        }
    }

    private static Problem explained(LineIndex lines, MarkedYAMLException failure) throws UnreadableFileException {
        rejectConflict(lines);
        int at = failure.getProblemMark() == null ? 0 : failure.getProblemMark().getIndex();
        Optional<Suspect> suspect = Optional.empty();
        if (YamlErrorMessages.codeOf(failure).equals("odd-blank")) {
            suspect = OddBlanks.firstFrom(lines.text(), at);
        } else if (!(failure instanceof UnsupportedYamlException) || YamlErrorMessages.isAlias(failure)) {
            suspect = YamlErrorMessages.isEscape(failure)
                    ? SuspectLines.escape(lines.text(), at)
                    : SuspectLines.of(lines.text(), at);
        }
        return suspect.map(found -> problem(lines, found))
                .orElseGet(() -> problem(
                        lines,
                        YamlErrorMessages.placeOf(failure),
                        YamlErrorMessages.codeOf(failure),
                        YamlErrorMessages.explain(failure)));
    }

    private static Problem problem(LineIndex lines, Suspect suspect) {
        return problem(lines, suspect.index(), suspect.code(), suspect.reason());
    }

    /**
     * Rejects characters that YAML does not allow; SnakeYAML reports them without a place.
     *
     * @return whether the text has blanks that YAML takes for letters
     */
    private static boolean checkCharacters(LineIndex lines, Limits limits) throws UnreadableFileException {
        String text = lines.text();
        // both are code points, like the columns of problems
        int index = 0;
        int lineStart = 0;
        boolean oddBlanks = false;
        for (int at = 0; at < text.length(); index++) {
            char c = text.charAt(at);
            if (c >= ' ' && c <= '~') {
                // fast path: most characters are printable ASCII
                at++;
                continue;
            }
            checkLength(lines, limits, lineStart, index);
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint == '\n') {
                lineStart = index + 1;
                if (text.startsWith("<<<<<<<", at)) {
                    // within a text in quotes, git's signs are valid YAML
                    rejectConflict(lines);
                }
            } else if (OddBlanks.isOdd(codePoint)) {
                oddBlanks = true;
            } else if (!StreamReader.isPrintable(codePoint)) {
                throw new UnreadableFileException(problem(
                        lines,
                        index,
                        "control-character",
                        String.format(Locale.ROOT, "the character U+%04X is not allowed", codePoint)));
            }
        }
        checkLength(lines, limits, lineStart, index);
        return oddBlanks;
    }

    private static void checkLength(LineIndex lines, Limits limits, int start, int end) throws UnreadableFileException {
        if (end - start > limits.lineLength()) {
            throw new UnreadableFileException(problem(
                    lines,
                    start + limits.lineLength(),
                    "long-line",
                    "the line is longer than " + limits.lineLength() + " characters"));
        }
    }

    private static Problem problem(LineIndex lines, Mark mark, String code, String reason) {
        return problem(lines, mark == null ? 0 : mark.getIndex(), code, reason);
    }

    private static Problem problem(LineIndex lines, int index, String code, String reason) {
        LineIndex.Place place = lines.placeOf(index);
        return new Problem(Optional.of(place.line()), Optional.of(place.column()), Optional.empty(), code, reason);
    }
}
