package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Composes YAML into its tree of nodes and no further: nothing is constructed, so no tag is instantiated and no scalar
 * changes its type. Aliases, deep nesting and a second document are refused.
 */
final class StrictYamlComposer {
    private StrictYamlComposer() {}

    /**
     * @return the root, or empty when there is only white space and comments
     * @throws UnreadableFileException with the place of the first thing that is no YAML, or more than the limits allow
     */
    static Optional<Node> of(LineIndex lines, Limits limits) throws UnreadableFileException {
        checkCharacters(lines, limits);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(limits.articleBytes(), limits.referenceBytes()));
        options.setProcessComments(false);
        Parser parser = new ParserImpl(new StreamReader(lines.text()), options);
        try {
            return new Composer(parser, limits.depth()).single();
        } catch (MarkedYAMLException e) {
            throw new UnreadableFileException(problem(
                    lines, YamlErrorMessages.placeOf(e), YamlErrorMessages.codeOf(e), YamlErrorMessages.explain(e)));
        } catch (YAMLException | IllegalArgumentException | StackOverflowError e) {
            // SnakeYAML also throws what says nothing of a place, such as for a tag of blanks
            throw new UnreadableFileException(problem(lines, 0, "yaml", "not valid YAML"));
        }
    }

    /** What YAML allows is checked here, because SnakeYAML reports it without a place. */
    private static void checkCharacters(LineIndex lines, Limits limits) throws UnreadableFileException {
        String text = lines.text();
        // both in code points, as places are counted
        int index = 0;
        int lineStart = 0;
        for (int at = 0; at < text.length(); index++) {
            char c = text.charAt(at);
            if (c >= ' ' && c <= '~') {
                // nearly all of nearly every file
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

    /**
     * Makes nodes of a parser's events, as SnakeYAML's own composer does, without what we have no use for: aliases,
     * comments, and types guessed from how a plain scalar looks. Stops at the first alias, because a few hundred bytes of
     * them can stand for megabytes, and at the first value that lies too deep.
     */
    private static final class Composer {
        private final Parser parser;
        private final int limit;
        private int depth;

        Composer(Parser parser, int limit) {
            this.parser = parser;
            this.limit = limit;
        }

        Optional<Node> single() {
            parser.getEvent();
            if (parser.peekEvent().is(Event.ID.StreamEnd)) {
                return Optional.empty();
            }
            parser.getEvent();
            Node root = node(parser.getEvent());
            parser.getEvent();
            Event end = parser.getEvent();
            if (!end.is(Event.ID.StreamEnd)) {
                throw new UnsupportedYamlException("yaml", "only one YAML document is allowed", end);
            }
            return Optional.of(root);
        }

        private Node node(Event event) {
            if (event instanceof ScalarEvent scalar) {
                return scalar(scalar);
            }
            if (event instanceof CollectionStartEvent collection) {
                if (++depth > limit) {
                    throw new UnsupportedYamlException(
                            "too-deep", "values are nested deeper than " + limit + " levels", event);
                }
                Node node = event instanceof MappingStartEvent ? mapping(collection) : sequence(collection);
                depth--;
                return node;
            }
            throw new UnsupportedYamlException("alias", "aliases (*name) are not allowed; write the value out", event);
        }

        private static Node scalar(ScalarEvent event) {
            if (hasHalfACharacter(event)) {
                throw new UnsupportedYamlException("half-character", "holds an escape that is half a character", event);
            }
            boolean merges = event.getImplicit().canOmitTagInPlainScalar()
                    && event.getValue().equals("<<");
            return new ScalarNode(
                    tag(event.getTag(), merges ? Tag.MERGE : Tag.STR),
                    event.getValue(),
                    event.getStartMark(),
                    event.getEndMark(),
                    event.getScalarStyle());
        }

        private Node mapping(CollectionStartEvent start) {
            List<NodeTuple> fields = new ArrayList<>();
            Event event = parser.getEvent();
            for (; !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
                Node key = node(event);
                fields.add(new NodeTuple(key, node(parser.getEvent())));
            }
            return new MappingNode(
                    tag(start.getTag(), Tag.MAP),
                    true,
                    fields,
                    start.getStartMark(),
                    event.getEndMark(),
                    start.getFlowStyle());
        }

        private Node sequence(CollectionStartEvent start) {
            List<Node> items = new ArrayList<>();
            Event event = parser.getEvent();
            for (; !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
                items.add(node(event));
            }
            return new SequenceNode(
                    tag(start.getTag(), Tag.SEQ),
                    true,
                    items,
                    start.getStartMark(),
                    event.getEndMark(),
                    start.getFlowStyle());
        }

        private static Tag tag(String written, Tag otherwise) {
            return written == null || written.equals("!") ? otherwise : new Tag(written);
        }

        /** An escaped surrogate without its other half is no Unicode, and cannot be written as UTF-8. */
        private static boolean hasHalfACharacter(ScalarEvent scalar) {
            String value = scalar.getValue();
            return scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                    && hasSurrogate(value)
                    && value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }

        private static boolean hasSurrogate(String value) {
            for (int at = 0; at < value.length(); at++) {
                if (Character.isSurrogate(value.charAt(at))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Valid YAML that we do not take. */
    static final class UnsupportedYamlException extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        private final String code;

        UnsupportedYamlException(String code, String reason, Event event) {
            super(null, null, reason, event.getStartMark());
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
