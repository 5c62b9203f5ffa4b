package dev.heatwire.ingest.parse;

import dev.heatwire.ingest.parse.suspect.OddBlanks;
import dev.heatwire.ingest.parse.suspect.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the fields of one YAML mapping by their expected types. A field with an invalid value becomes a problem with
 * its place, and reading continues, so that all problems of a file are reported at once.
 */
public final class MappingReader {
    private final FieldProblems problems;
    private final Map<String, Node> unread = new LinkedHashMap<>();

    MappingReader(MappingNode node, String path, Problems problems) {
        this(node, path, Map.of(), problems);
    }

    /** @param written the name in the file of each field that has another one there */
    MappingReader(MappingNode node, String path, Map<String, String> written, Problems problems) {
        this.problems = new FieldProblems(node, path, written, problems);
        this.problems.checkOwnTag();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.at(tuple.getKeyNode(), path, "key", "a field's name must be text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                problems.at(key, path, "merge", "merging (<<) is not supported; write the fields out");
            } else if (unread.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                this.problems.at(key, key.getValue(), "duplicate", "stands here a second time");
            }
        }
    }

    /** The text of a field as written; empty when the field is missing, blank or null. */
    public Optional<String> text(String name) {
        return read(name, ScalarParsers::text);
    }

    public <T> Optional<T> required(String name, ScalarParsers.Reader<T> reader) {
        return required(name, reader, "");
    }

    /** @param hint is added to the reason when the field is missing */
    <T> Optional<T> required(String name, ScalarParsers.Reader<T> reader, String hint) {
        if (isAbsent(name)) {
            problem(name, "required", problems.isComment(name) ? Suspect.RESERVED : "is required" + hint);
        }
        return read(name, reader);
    }

    /** Whether the field is missing, null, or a blank text. */
    public boolean isAbsent(String name) {
        Node value = unread.get(name);
        return value == null || YamlNodes.isBlank(value);
    }

    public <T> Optional<T> read(String name, ScalarParsers.Reader<T> reader) {
        return take(name).flatMap(value -> readScalar(value, name, reader));
    }

    /** Reads the field if it is a scalar; otherwise the field remains unread. */
    Optional<String> textIfScalar(String name) {
        return unread.get(name) instanceof ScalarNode ? text(name) : Optional.empty();
    }

    public List<String> texts(String name) {
        return texts(name, ScalarParsers::text);
    }

    public List<String> texts(String name, ScalarParsers.Reader<String> reader) {
        List<String> texts = new ArrayList<>();
        if (unread.get(name) instanceof ScalarNode text && !YamlNodes.isBlank(text)) {
            problems.checkTag(text, name);
            unread.put(name, ListNodes.split(text));
        }
        eachItem(
                name,
                (item, field) -> readScalar(item, field, reader).ifPresentOrElse(texts::add, () -> {
                    if (YamlNodes.isBlank(item)) {
                        problems.warn(item, field, "blank", "is empty");
                    }
                }));
        return texts;
    }

    public <T> Optional<T> section(String name, Function<MappingReader, T> reader) {
        return take(name).flatMap(value -> readSection(value, name, reader));
    }

    public <T> List<T> sections(String name, Function<MappingReader, T> reader) {
        List<T> sections = new ArrayList<>();
        eachItem(name, (item, field) -> readSection(item, field, reader).ifPresent(sections::add));
        return sections;
    }

    /** @param textField the field of a group that a text stands for; one item stands for a list */
    public <T> List<T> sections(String name, String textField, Function<MappingReader, T> reader) {
        Node value = unread.get(name);
        if (value != null && !YamlNodes.isBlank(value)) {
            unread.put(name, ListNodes.ofGroups(value, textField));
        }
        return sections(name, reader);
    }

    /** The fields of a section with arbitrary names that the first parser validates. */
    public <T> Map<String, T> entries(String name, ScalarParsers.Reader<String> names, ScalarParsers.Reader<T> values) {
        Map<String, T> entries = new LinkedHashMap<>();
        section(name, fields -> {
            List.copyOf(fields.unread.keySet()).forEach(key -> {
                try {
                    names.read(key);
                } catch (ScalarParsers.InvalidValueException invalid) {
                    fields.problem(key, invalid.code(), "its name " + invalid.getMessage());
                }
                fields.read(key, values).ifPresent(value -> entries.put(key, value));
            });
            return entries;
        });
        return entries;
    }

    /** All unread fields as text, lists and maps; null values are left out. */
    public Map<String, Object> rest() {
        if (unread.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        List.copyOf(unread.keySet())
                .forEach(name -> take(name)
                        .flatMap(value -> problems.plain(value, name))
                        .ifPresent(value -> rest.put(name, value)));
        return rest;
    }

    /** The names of all unread fields. */
    public Set<String> unread() {
        return unread.keySet();
    }

    public void rejectRest() {
        unread.forEach((name, value) -> problems.at(value, name, "unknown", "is not a known setting"));
    }

    /** A reader of the same fields as this one has not read, whose problems are not reported. */
    public MappingReader copy() {
        return problems.silentReaderOf(unread);
    }

    /** Reports a problem with a field, at its value if it has one. */
    public void problem(String name, String code, String reason) {
        problems.error(name, code, reason);
    }

    /** Reports a warning at the same place. */
    public void warn(String name, String code, String reason) {
        problems.warning(name, code, reason);
    }

    private Optional<Node> take(String name) {
        Node value = unread.remove(name);
        if (value == null || YamlNodes.isNull(value)) {
            // an empty value can have a tag, too
            Optional.ofNullable(value).ifPresent(empty -> problems.checkTag(empty, name));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private void eachItem(String name, BiConsumer<Node, String> action) {
        take(name).ifPresent(value -> {
            if (value instanceof SequenceNode sequence) {
                problems.checkTag(sequence, name);
                for (int i = 0; i < sequence.getValue().size(); i++) {
                    action.accept(sequence.getValue().get(i), name + "[" + i + "]");
                }
            } else {
                problems.at(value, name, "type", "must be a list");
            }
        });
    }

    private <T> Optional<T> readSection(Node value, String field, Function<MappingReader, T> reader) {
        if (value instanceof MappingNode mapping) {
            return Optional.ofNullable(reader.apply(problems.readerOf(mapping, field)));
        }
        problems.at(value, field, "type", "must be a group of fields");
        return Optional.empty();
    }

    private <T> Optional<T> readScalar(Node value, String field, ScalarParsers.Reader<T> reader) {
        if (!(value instanceof ScalarNode scalar)) {
            problems.at(value, field, "type", "must be a single value, not a list or a group");
            return Optional.empty();
        }
        problems.checkTag(scalar, field);
        if (YamlNodes.isBlank(scalar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(OddBlanks.strip(scalar.getValue())));
        } catch (ScalarParsers.InvalidValueException invalid) {
            problems.at(scalar, field, invalid.code(), invalid.getMessage());
            return Optional.empty();
        }
    }
}
