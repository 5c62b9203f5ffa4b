package dev.heatwire.ingest.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the fields of one YAML mapping by the type each should have. What does not fit becomes a problem with its place;
 * reading goes on, so that all problems of a file are found at once.
 */
final class MappingReader {
    private static final String FOREIGN_TAG = "YAML tags (!name) are not allowed";

    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, Node> unread = new LinkedHashMap<>();

    MappingReader(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (YamlNodes.hasForeignTag(node)) {
            problems.at(node, path, "tag", FOREIGN_TAG);
        }
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.at(tuple.getKeyNode(), path, "key", "a field's name must be text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                problems.at(key, path, "merge", "merging (<<) is not supported; write the fields out");
            } else if (unread.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.at(key, nameOf(key.getValue()), "duplicate", "stands here a second time");
            }
        }
    }

    /** The text of a field as it was written; absent when it is missing, blank or null. */
    Optional<String> text(String name) {
        return read(name, ScalarParsers::text);
    }

    <T> Optional<T> required(String name, ScalarParsers.Reader<T> reader) {
        if (isAbsent(name)) {
            problem(name, "required", "is required");
        }
        return read(name, reader);
    }

    /** Whether the field is missing, null, or a blank text. */
    boolean isAbsent(String name) {
        Node value = unread.get(name);
        return value == null || YamlNodes.isBlank(value);
    }

    <T> Optional<T> read(String name, ScalarParsers.Reader<T> reader) {
        return take(name).flatMap(value -> readScalar(value, name, reader));
    }

    /** Reads the field when it is a scalar, and leaves it among the rest otherwise. */
    Optional<String> textIfScalar(String name) {
        return unread.get(name) instanceof ScalarNode ? text(name) : Optional.empty();
    }

    List<String> texts(String name) {
        return texts(name, ScalarParsers::text);
    }

    List<String> texts(String name, ScalarParsers.Reader<String> reader) {
        List<String> texts = new ArrayList<>();
        eachItem(
                name,
                (item, field) -> readScalar(item, field, reader).ifPresentOrElse(texts::add, () -> {
                    if (YamlNodes.isBlank(item)) {
                        problems.at(item, nameOf(field), "blank", "is empty");
                    }
                }));
        return texts;
    }

    <T> Optional<T> section(String name, Function<MappingReader, T> reader) {
        return take(name).flatMap(value -> readSection(value, name, reader));
    }

    <T> List<T> sections(String name, Function<MappingReader, T> reader) {
        List<T> sections = new ArrayList<>();
        eachItem(name, (item, field) -> readSection(item, field, reader).ifPresent(sections::add));
        return sections;
    }

    /** The fields of a section whose names are free, but of a certain kind. */
    <T> Map<String, T> entries(String name, ScalarParsers.Reader<String> names, ScalarParsers.Reader<T> values) {
        Map<String, T> entries = new LinkedHashMap<>();
        section(name, fields -> {
            List.copyOf(fields.unread.keySet()).forEach(key -> {
                try {
                    names.read(key);
                } catch (ScalarParsers.InvalidValueException unfit) {
                    fields.problem(key, unfit.code(), "its name " + unfit.getMessage());
                }
                fields.read(key, values).ifPresent(value -> entries.put(key, value));
            });
            return entries;
        });
        return entries;
    }

    /** Everything that was not read, as text, lists and maps; null values are absent. */
    Map<String, Object> rest() {
        if (unread.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        List.copyOf(unread.keySet())
                .forEach(name ->
                        take(name).flatMap(value -> plain(value, name)).ifPresent(value -> rest.put(name, value)));
        return rest;
    }

    void refuseRest() {
        unread.forEach((name, value) -> problems.at(value, nameOf(name), "unknown", "is not a known setting"));
    }

    /** Reports a problem with a field, at its value when it has one. */
    void problem(String name, String code, String reason) {
        Node place = valueOf(name).orElse(node);
        problems.at(place, nameOf(name), code, reason);
    }

    /** Reports something odd about a field, at its value when it has one. */
    void warn(String name, String code, String reason) {
        problems.warn(valueOf(name).orElse(node), nameOf(name), code, reason);
    }

    private Optional<Node> valueOf(String name) {
        return node.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private Optional<Node> take(String name) {
        Node value = unread.remove(name);
        if (value == null || YamlNodes.isNull(value)) {
            // a tag may stand before nothing, too
            Optional.ofNullable(value).ifPresent(nothing -> checkTag(nothing, name));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private void eachItem(String name, BiConsumer<Node, String> action) {
        take(name).ifPresent(value -> {
            if (value instanceof SequenceNode sequence) {
                checkTag(sequence, name);
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    action.accept(sequence.getValue().get(i), name + "[" + i + "]");
                }
            } else {
                problems.at(value, nameOf(name), "type", "must be a list");
            }
        });
    }

    private <T> Optional<T> readSection(Node value, String field, Function<MappingReader, T> reader) {
        if (value instanceof MappingNode mapping) {
            return Optional.ofNullable(reader.apply(new MappingReader(mapping, nameOf(field), problems)));
        }
        problems.at(value, nameOf(field), "type", "must be a group of fields");
        return Optional.empty();
    }

    private <T> Optional<T> readScalar(Node value, String field, ScalarParsers.Reader<T> reader) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.at(value, nameOf(field), "type", "must be a single value, not a list or a group");
            return Optional.empty();
        }
        checkTag(scalar, field);
        if (YamlNodes.isBlank(scalar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(scalar.getValue().strip()));
        } catch (ScalarParsers.InvalidValueException unfit) {
            problems.at(scalar, nameOf(field), unfit.code(), unfit.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Object> plain(Node value, String field) {
        checkTag(value, field);
        if (value instanceof MappingNode mapping) {
            return Optional.of(new MappingReader(mapping, nameOf(field), problems).rest());
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

    private void checkTag(Node value, String field) {
        if (YamlNodes.hasForeignTag(value)) {
            problems.at(value, nameOf(field), "tag", FOREIGN_TAG);
        }
    }

    private String nameOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
