package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.parse.suspect.OddBlanks;
import dev.heatwire.ingest.parse.suspect.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
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

/**
 * Composes nodes from parser events like SnakeYAML's composer, but without comments, implicit types and aliases. It
 * stops at the first alias, because a few hundred bytes of aliases can expand to megabytes, and at the first value that
 * is nested too deeply.
 */
final class NodeComposer {
    private final Parser parser;
    private final int maxDepth;
    private final boolean oddBlanks;
    private int depth;

    /** @param oddBlanks whether the text has blanks that YAML takes for letters; most texts have none */
    NodeComposer(Parser parser, int maxDepth, boolean oddBlanks) {
        this.parser = parser;
        this.maxDepth = maxDepth;
        this.oddBlanks = oddBlanks;
    }

    Optional<Node> singleDocument() {
        parser.getEvent();
        if (parser.peekEvent().is(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent();
        Node root = node(parser.getEvent());
        if (oddBlanks && root instanceof ScalarNode text && OddBlanks.spoilText(text.getValue(), true)) {
            throw oddBlank(text.getStartMark());
        }
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
            if (++depth > maxDepth) {
                throw new UnsupportedYamlException(
                        "too-deep", "values are nested deeper than " + maxDepth + " levels", event);
            }
            Node node = event instanceof MappingStartEvent ? mapping(collection) : sequence(collection);
            depth--;
            return node;
        }
        throw new UnsupportedYamlException("alias", "aliases (*name) are not allowed; write the value out", event);
    }

    private Node scalar(ScalarEvent event) {
        if (hasLoneSurrogate(event)) {
            throw new UnsupportedYamlException("half-character", "holds an escape that is half a character", event);
        }
        if (event.getScalarStyle() == ScalarStyle.PLAIN && (oddBlanks || event.getAnchor() != null)) {
            checkPlain(event);
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
            if (oddBlanks) {
                checkName(key);
            }
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

    private static void checkPlain(ScalarEvent event) {
        if (event.getAnchor() != null) {
            throw new UnsupportedYamlException("yaml", Suspect.RESERVED, event.getStartMark());
        }
        boolean severalLines =
                event.getStartMark().getLine() < event.getEndMark().getLine();
        if (OddBlanks.spoilText(event.getValue(), severalLines)) {
            throw oddBlank(event.getStartMark());
        }
    }

    private static void checkName(Node key) {
        if (key instanceof ScalarNode name
                && name.getScalarStyle() == ScalarStyle.PLAIN
                && OddBlanks.spoilName(name.getValue())) {
            throw oddBlank(name.getStartMark());
        }
    }

    private static UnsupportedYamlException oddBlank(Mark place) {
        return new UnsupportedYamlException("odd-blank", "a blank is not a space; replace it", place);
    }

    private static Tag tag(String written, Tag otherwise) {
        return written == null || written.equals("!") ? otherwise : new Tag(written);
    }

    /** A lone surrogate from an escape cannot be encoded as UTF-8. */
    private static boolean hasLoneSurrogate(ScalarEvent scalar) {
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
