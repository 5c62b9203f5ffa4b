package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
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
 * converted. Aliases, deep nesting and a second document are rejected.
 */
final class StrictYamlComposer {
    private StrictYamlComposer() {}

    /**
     * @return the root, or empty when the text has only white space and comments
     * @throws UnreadableFileException with the place of the first syntax error or exceeded limit
     */
    static Optional<Node> of(LineIndex lines, Limits limits) throws UnreadableFileException {
        checkCharacters(lines, limits);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(limits.articleBytes(), limits.referenceBytes()));
        options.setProcessComments(false);
        Parser parser = new ParserImpl(new StreamReader(lines.text()), options);
        try {
            return new NodeComposer(parser, limits.depth()).singleDocument();
        } catch (MarkedYAMLException e) {
            throw new UnreadableFileException(problem(
                    lines, YamlErrorMessages.placeOf(e), YamlErrorMessages.codeOf(e), YamlErrorMessages.explain(e)));
        } catch (YAMLException | IllegalArgumentException | StackOverflowError e) {
            // SnakeYAML also throws exceptions without a place, for example for a blank tag
            throw new UnreadableFileException(problem(lines, 0, "yaml", "not valid YAML"));
        }
    }

    /** Rejects characters that YAML does not allow; SnakeYAML reports them without a place. */
    private static void checkCharacters(LineIndex lines, Limits limits) throws UnreadableFileException {
        String text = lines.text();
        // both are code points, like the columns of problems
        int index = 0;
        int lineStart = 0;
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
            } else if (!StreamReader.isPrintable(codePoint)) {
                throw new UnreadableFileException(problem(
                        lines, index, "control-character", "the character U+%04X is not allowed".formatted(codePoint)));
            }
        }
        checkLength(lines, limits, lineStart, index);
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
