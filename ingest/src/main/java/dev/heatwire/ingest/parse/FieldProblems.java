package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.parse.suspect.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reports the problems of one mapping's fields under their full path, such as {@code related[2].webUrl}. */
final class FieldProblems {
    private static final String FOREIGN_TAG = "YAML tags (!name) are not allowed";

    private final MappingNode node;
    private final String path;
    private final Map<String, String> written;
    private final Problems problems;

    /**
     * @param path of the mapping; empty for the root
     * @param written the name in the file of each field that has another one there
     */
    FieldProblems(MappingNode node, String path, Map<String, String> written, Problems problems) {
        this.node = node;
        this.path = path;
        this.written = written;
        this.problems = problems;
    }

    /** A reader of a mapping in one of the fields. */
    MappingReader readerOf(MappingNode mapping, String field) {
        return new MappingReader(mapping, pathOf(field), problems);
    }

    void at(Node place, String field, String code, String reason) {
        problems.at(place, pathOf(field), code, reason);
    }

    /** Reports an error at the value of the field, or at the mapping if the field is missing. */
    void error(String field, String code, String reason) {
        at(valueOf(field).orElse(node), field, code, reason);
    }

    /** Reports a warning at the value of the field, or at the mapping if the field is missing. */
    void warning(String field, String code, String reason) {
        problems.warn(valueOf(field).orElse(node), pathOf(field), code, reason);
    }

    /** Whether the field has no value because its text begins with the sign of a comment. */
    boolean isComment(String field) {
        return valueOf(field).filter(problems::isComment).isPresent();
    }

    void checkOwnTag() {
        if (YamlNodes.hasForeignTag(node)) {
            problems.at(node, path, "tag", FOREIGN_TAG);
        }
    }

    void checkTag(Node value, String field) {
        if (YamlNodes.hasForeignTag(value)) {
            boolean isSign = value instanceof ScalarNode && value.getTag().startsWith("!");
            at(value, field, "tag", isSign ? Suspect.RESERVED : FOREIGN_TAG);
        }
    }

    /** The value as text, list or map; empty when it is null. */
    Optional<Object> plain(Node value, String field) {
        checkTag(value, field);
        if (value instanceof MappingNode mapping) {
            return Optional.of(readerOf(mapping, field).rest());
        }
        if (value instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.getValue().size(); i++) {
                items.add(
                        plain(sequence.getValue().get(i), field + "[" + i + "]").orElse(""));
            }
            return Optional.of(items);
        }
        return YamlNodes.isNull(value) ? Optional.empty() : Optional.of(((ScalarNode) value).getValue());
    }

    private Optional<Node> valueOf(String field) {
        return node.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(field))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    /** A reader of these fields whose problems are not reported. */
    MappingReader silentReaderOf(Map<String, Node> fields) {
        List<NodeTuple> tuples = new ArrayList<>();
        fields.forEach((name, value) -> tuples.add(new NodeTuple(
                new ScalarNode(Tag.STR, name, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN), value)));
        MappingNode copy = new MappingNode(
                node.getTag(), true, tuples, node.getStartMark(), node.getEndMark(), node.getFlowStyle());
        return new MappingReader(copy, path, new Problems(new LineIndex("", 0)));
    }

    void warn(Node place, String field, String code, String reason) {
        problems.warn(place, pathOf(field), code, reason);
    }

    private String pathOf(String field) {
        if (!path.isEmpty()) {
            return path + "." + field;
        }
        int end = 0;
        while (end < field.length() && field.charAt(end) != '[') {
            end++;
        }
        // an item of a list keeps its number: topics[1]
        return written.getOrDefault(field.substring(0, end), field.substring(0, end)) + field.substring(end);
    }
}
