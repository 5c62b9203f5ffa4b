package dev.heatwire.ingest.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of a mapping, by name or by path ({@code seo.title}); a field without a value is absent. */
final class FieldNodes {
    private final MappingNode node;
    private final List<NodeTuple> tuples;

    private FieldNodes(MappingNode node) {
        this.node = node;
        this.tuples = new ArrayList<>(node.getValue());
    }

    static FieldNodes of(MappingNode node) {
        return new FieldNodes(node);
    }

    /** The value of a field; a name with dots is also looked up as a path. */
    Optional<Node> get(String name) {
        Optional<Node> value = tuples.stream()
                .filter(tuple -> isKey(tuple, name))
                .map(NodeTuple::getValueNode)
                .filter(found -> !isAbsent(found))
                .findFirst();
        int dot = name.indexOf('.');
        return value.isPresent() || dot < 0
                ? value
                : get(name.substring(0, dot))
                        .filter(MappingNode.class::isInstance)
                        .flatMap(group -> of((MappingNode) group).get(name.substring(dot + 1)));
    }

    /** The value of a field if it is a text. */
    Optional<String> text(String name) {
        return get(name)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue().strip());
    }

    /**
     * The texts of a field that is a text or a list.
     *
     * @param split whether a text is several words
     */
    List<String> texts(String name, boolean split) {
        Optional<Node> value = get(name);
        if (value.isPresent() && value.get() instanceof SequenceNode list) {
            return list.getValue().stream()
                    .filter(ScalarNode.class::isInstance)
                    .map(item -> ((ScalarNode) item).getValue().strip())
                    .filter(item -> !item.isEmpty())
                    .toList();
        }
        return text(name)
                .map(found -> split ? List.of(found.split("\\s+")) : List.of(found))
                .orElse(List.of());
    }

    /** Sets a field; the groups on its path are made. */
    void put(String name, Node value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            remove(name);
            tuples.add(new NodeTuple(scalar(name, value), value));
            return;
        }
        String group = name.substring(0, dot);
        FieldNodes inner = of(get(group)
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .orElseGet(() -> mapping(List.of(), value)));
        inner.put(name.substring(dot + 1), value);
        put(group, inner.toNode());
    }

    void putText(String name, String value) {
        put(name, scalar(value, get(name).orElse(node)));
    }

    /** Sets a field that has no value; fills the groups that have some. */
    void putDefault(String name, Object value) {
        if (value instanceof Map<?, ?> group) {
            group.forEach((key, inner) -> putDefault(name + "." + key, inner));
        } else if (get(name).isEmpty()) {
            put(name, plain(value));
        }
    }

    void remove(String name) {
        tuples.removeIf(tuple -> isKey(tuple, name));
    }

    MappingNode toNode() {
        return new MappingNode(
                node.getTag(), true, tuples, node.getStartMark(), node.getEndMark(), node.getFlowStyle());
    }

    private Node plain(Object value) {
        if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return new SequenceNode(Tag.SEQ, true, items, node.getStartMark(), node.getEndMark(), FlowStyle.FLOW);
        }
        if (value instanceof Map<?, ?> group) {
            FieldNodes fields = of(mapping(List.of(), node));
            group.forEach((key, inner) -> fields.put(key.toString(), plain(inner)));
            return fields.toNode();
        }
        return scalar(value.toString(), node);
    }

    private static MappingNode mapping(List<NodeTuple> fields, Node at) {
        return new MappingNode(
                Tag.MAP, true, new ArrayList<>(fields), at.getStartMark(), at.getEndMark(), FlowStyle.FLOW);
    }

    /** @param at where a problem with the value is reported */
    static ScalarNode scalar(String text, Node at) {
        return new ScalarNode(Tag.STR, text, at.getStartMark(), at.getEndMark(), ScalarStyle.DOUBLE_QUOTED);
    }

    private static boolean isKey(NodeTuple tuple, String name) {
        return tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
    }

    private static boolean isAbsent(Node value) {
        if (value instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            return text.isBlank() || plain && (text.equals("~") || text.equalsIgnoreCase("null"));
        }
        return value instanceof SequenceNode list && list.getValue().isEmpty();
    }
}
