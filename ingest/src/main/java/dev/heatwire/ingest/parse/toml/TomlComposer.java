package dev.heatwire.ingest.parse.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Composes TOML into the nodes that YAML has, so that one reader of fields serves both. */
public final class TomlComposer {
    /** TOML's grammar is recursive and slow; front matter is short. */
    private static final int MAX_LENGTH = 1 << 17;

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>(List.of(0));
    private final int maxDepth;

    private TomlComposer(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lineStarts.add(at + 1);
        }
    }

    /**
     * The fields, or why there are none.
     *
     * @param index where the problem is, in code points; 0 when there is none
     * @param problem a sentence that never quotes the text
     */
    public record Composed(Optional<MappingNode> fields, int index, Optional<String> problem) {}

    /** @param maxDepth the maximum nesting depth of values */
    public static Composed of(String text, int maxDepth) {
        if (text.length() > MAX_LENGTH) {
            return failed(0, "the front matter is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return new TomlComposer(text, maxDepth).compose();
        } catch (TooDeepException | StackOverflowError e) {
            return failed(0, "values are nested deeper than " + maxDepth + " levels");
        } catch (RuntimeException e) {
            return failed(0, "not valid TOML");
        }
    }

    private static Composed failed(int index, String problem) {
        return new Composed(Optional.empty(), index, Optional.of(problem));
    }

    private Composed compose() {
        TomlParseResult parsed = Toml.parse(text);
        if (parsed.hasErrors()) {
            TomlParseError error = parsed.errors().get(0);
            boolean repeated = error.getMessage() != null && error.getMessage().contains("previously defined");
            return failed(
                    indexOf(error.position()),
                    repeated ? "this field stands here a second time" : "not valid TOML from here on");
        }
        return new Composed(Optional.of(mapping(parsed, markAt(0), 0)), 0, Optional.empty());
    }

    private MappingNode mapping(TomlTable table, Mark start, int depth) {
        check(depth);
        List<NodeTuple> fields = new ArrayList<>();
        for (String name : table.keySet()) {
            List<String> key = List.of(name);
            Mark mark = markAt(valueAt(indexOf(table.inputPositionOf(key))));
            fields.add(new NodeTuple(scalar(name, mark), node(table.get(key), mark, depth + 1)));
        }
        return new MappingNode(Tag.MAP, true, fields, start, start, FlowStyle.BLOCK);
    }

    private Node node(Object value, Mark mark, int depth) {
        if (value instanceof TomlTable table) {
            return mapping(table, mark, depth);
        }
        if (value instanceof TomlArray array) {
            check(depth);
            List<Node> items = new ArrayList<>();
            for (int at = 0; at < array.size(); at++) {
                items.add(node(array.get(at), markAt(indexOf(array.inputPositionOf(at))), depth + 1));
            }
            return new SequenceNode(Tag.SEQ, true, items, mark, mark, FlowStyle.FLOW);
        }
        // texts, numbers, flags and dates are read by the expected type of the field
        return scalar(value.toString(), mark);
    }

    private static ScalarNode scalar(String value, Mark mark) {
        if (value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("half a character");
        }
        return new ScalarNode(Tag.STR, value, mark, mark, ScalarStyle.DOUBLE_QUOTED);
    }

    private void check(int depth) {
        if (depth >= maxDepth) {
            throw new TooDeepException();
        }
    }

    /** In code points; the parser's columns are, too. */
    private int indexOf(TomlPosition position) {
        if (position == null) {
            return 0;
        }
        int start = lineStarts.get(Math.min(Math.max(position.line(), 1), lineStarts.size()) - 1);
        return text.codePointCount(0, start) + Math.max(position.column() - 1, 0);
    }

    /** The place of the value of the key at this place; the parser knows the places of keys only. */
    private int valueAt(int key) {
        int at = text.offsetByCodePoints(0, Math.min(key, text.codePointCount(0, text.length())));
        int equals = text.indexOf('=', at);
        int end = text.indexOf('\n', at);
        if (equals < 0 || end >= 0 && equals > end) {
            return key;
        }
        do {
            equals++;
        } while (equals < text.length() && (text.charAt(equals) == ' ' || text.charAt(equals) == '\t'));
        return text.codePointCount(0, equals);
    }

    private static Mark markAt(int index) {
        return new Mark("", index, 0, 0, new int[0], 0);
    }

    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
