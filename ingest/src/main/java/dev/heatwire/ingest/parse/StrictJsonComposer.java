package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Composes JSON (RFC 8259) into the nodes of the same YAML, so that one reader of fields serves both. Numbers keep
 * their text.
 */
final class StrictJsonComposer {
    private final LineIndex lines;
    private final JsonParser parser;
    private long charOffset;
    private int index;

    private StrictJsonComposer(LineIndex lines, JsonParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    /** @throws UnreadableFileException with the place of the first syntax error or exceeded limit */
    static Node of(LineIndex lines, Limits limits) throws UnreadableFileException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), lines.text())) {
            return new StrictJsonComposer(lines, parser).document();
        } catch (StreamConstraintsException e) {
            throw new UnreadableFileException(problem(
                    e,
                    "too-deep",
                    "values are nested deeper than " + limits.depth() + " levels, or a name is too long"));
        } catch (JacksonException e) {
            // Jackson's messages quote the text, which may be private
            throw new UnreadableFileException(problem(e, "json", "not valid JSON"));
        }
    }

    private Node document() throws UnreadableFileException {
        Node root = node(parser.nextToken());
        if (parser.nextToken() != null) {
            throw new UnreadableFileException(problem(mark(), "json", "only one JSON value is allowed"));
        }
        return root;
    }

    private Node node(JsonToken token) throws UnreadableFileException {
        if (token == null) {
            throw new UnreadableFileException(problem(mark(), "json", "the value is empty"));
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_STRING -> scalar(ScalarStyle.DOUBLE_QUOTED);
            default -> scalar(ScalarStyle.PLAIN);
        };
    }

    private Node mapping() throws UnreadableFileException {
        Mark start = mark();
        List<NodeTuple> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node key = scalar(ScalarStyle.DOUBLE_QUOTED);
            fields.add(new NodeTuple(key, node(parser.nextToken())));
        }
        return new MappingNode(Tag.MAP, true, fields, start, mark(), FlowStyle.FLOW);
    }

    private Node sequence() throws UnreadableFileException {
        Mark start = mark();
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new SequenceNode(Tag.SEQ, true, items, start, mark(), FlowStyle.FLOW);
    }

    private Node scalar(ScalarStyle style) throws UnreadableFileException {
        String text = parser.getString();
        Mark mark = mark();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new UnreadableFileException(
                    problem(mark, "half-character", "holds an escape that is half a character"));
        }
        return new ScalarNode(Tag.STR, text, mark, mark, style);
    }

    /** Where the current token starts; SnakeYAML counts code points, Jackson chars. */
    private Mark mark() {
        long offset = Math.max(charOffset, parser.currentTokenLocation().getCharOffset());
        index += lines.text().codePointCount((int) charOffset, (int) offset);
        charOffset = offset;
        return new Mark("", index, 0, 0, new int[0], 0);
    }

    private Problem problem(Mark mark, String code, String reason) {
        LineIndex.Place place = lines.placeOf(mark.getIndex());
        return new Problem(Optional.of(place.line()), Optional.of(place.column()), Optional.empty(), code, reason);
    }

    private static Problem problem(JacksonException failure, String code, String reason) {
        return new Problem(
                Optional.of(failure.getLocation().getLineNr()),
                Optional.of(failure.getLocation().getColumnNr()),
                Optional.empty(),
                code,
                reason);
    }
}
