package dev.heatwire.ingest.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Parses a reference file strictly as YAML and reports all its problems at once. */
final class ReferenceFile {
    private ReferenceFile() {}

    /** Reads a file that is a list of groups; an empty file is an empty list. */
    static <T> ParseResult<Map<String, T>> list(
            byte[] bytes, Limits limits, BiConsumer<MappingReader, Map<String, T>> entry) {
        return read(bytes, limits, (root, problems) -> {
            Map<String, T> entries = new LinkedHashMap<>();
            if (root.isPresent() && root.get() instanceof SequenceNode sequence) {
                int number = 0;
                for (Node item : sequence.getValue()) {
                    String path = "[" + number++ + "]";
                    if (item instanceof MappingNode mapping) {
                        entry.accept(new MappingReader(mapping, path, problems), entries);
                    } else {
                        problems.at(item, path, "type", "must be a group of fields");
                    }
                }
            } else {
                root.ifPresent(node -> problems.at(node, "", "type", "the file must be a list"));
            }
            return entries;
        });
    }

    /** Reads a file that is one group; an empty file is a group without fields. */
    static <T> ParseResult<T> group(byte[] bytes, Limits limits, T empty, Function<MappingReader, T> reader) {
        return read(bytes, limits, (root, problems) -> {
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return reader.apply(new MappingReader(mapping, "", problems));
            }
            root.ifPresent(node -> problems.at(node, "", "type", "the file must be a group of fields"));
            return empty;
        });
    }

    private static <T> ParseResult<T> read(byte[] bytes, Limits limits, RootReader<T> reader) {
        if (bytes.length > limits.referenceBytes()) {
            return ParseResult.rejected(ParseResult.tooLarge(limits.referenceBytes()));
        }
        try {
            LineIndex lines = new LineIndex(Utf8Decoder.of(bytes), 0);
            Problems problems = new Problems(lines);
            T value = reader.read(StrictYamlComposer.of(lines, limits), problems);
            return ParseResult.of(Optional.of(value), problems);
        } catch (UnreadableFileException e) {
            return ParseResult.rejected(e.problem());
        }
    }

    @FunctionalInterface
    private interface RootReader<T> {
        T read(Optional<Node> root, Problems problems);
    }
}
