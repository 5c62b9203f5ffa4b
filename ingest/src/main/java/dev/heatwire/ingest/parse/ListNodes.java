package dev.heatwire.ingest.parse;

import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes lists of values that files write in a shorter form. */
final class ListNodes {
    private ListNodes() {}

    /** The parts of the text between commas. */
    static SequenceNode split(ScalarNode text) {
        List<Node> items = Stream.of(text.getValue().split(","))
                .filter(part -> !part.isBlank())
                .<Node>map(part -> new ScalarNode(
                        Tag.STR, part.strip(), text.getStartMark(), text.getEndMark(), text.getScalarStyle()))
                .toList();
        return list(items, Tag.SEQ, text);
    }

    /**
     * The groups of a list, or the only group; a text is a group with one field.
     *
     * @param textField the name of that field
     */
    static SequenceNode ofGroups(Node value, String textField) {
        List<Node> items = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        Tag tag = value instanceof SequenceNode list ? list.getTag() : Tag.SEQ;
        return list(items.stream().map(item -> group(item, textField)).toList(), tag, value);
    }

    private static Node group(Node item, String field) {
        if (!(item instanceof ScalarNode text) || YamlNodes.isBlank(text)) {
            return item;
        }
        Node key = new ScalarNode(Tag.STR, field, text.getStartMark(), text.getEndMark(), text.getScalarStyle());
        return new MappingNode(
                Tag.MAP,
                true,
                List.of(new NodeTuple(key, text)),
                text.getStartMark(),
                text.getEndMark(),
                FlowStyle.FLOW);
    }

    private static SequenceNode list(List<Node> items, Tag tag, Node at) {
        return new SequenceNode(tag, true, items, at.getStartMark(), at.getEndMark(), FlowStyle.FLOW);
    }
}
