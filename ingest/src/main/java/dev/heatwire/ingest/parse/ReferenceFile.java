package dev.heatwire.ingest.parse;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.toml.TomlComposer;
import dev.heatwire.ingest.parse.toml.TomlFrontMatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Parses a reference file strictly as YAML and reports all its problems at once. */
public final class ReferenceFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceFile.class);

    private ReferenceFile() {}

    /**
     * Reads the entries of a catalogue: a list of groups, or one group, which may be the front matter of a Markdown
     * file; an empty file has none.
     *
     * @param entry reads a group and is told whether the group is the whole file
     */
    public static ParseResult<Integer> entries(
            String path, byte[] bytes, Limits limits, BiConsumer<MappingReader, Boolean> entry) {
        return read(isMarkdown(path), bytes, limits, (root, problems) -> {
            int number = 0;
            if (root.isPresent() && root.get() instanceof SequenceNode sequence) {
                for (Node item : sequence.getValue()) {
                    String place = "[" + number++ + "]";
                    if (item instanceof MappingNode mapping) {
                        entry.accept(new MappingReader(mapping, place, problems), false);
                    } else {
                        problems.at(item, place, "type", "must be a group of fields");
                    }
                }
            } else if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                number = 1;
                entry.accept(new MappingReader(mapping, "", problems), true);
            } else {
                root.ifPresent(node -> problems.at(node, "", "type", "the file must be a list or a group of fields"));
            }
            return number;
        });
    }

    private static boolean isMarkdown(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown");
    }

    /** Reads a file that is one group; an empty file is a group without fields. */
    public static <T> ParseResult<T> group(byte[] bytes, Limits limits, T empty, Function<MappingReader, T> reader) {
        return read(false, bytes, limits, (root, problems) -> {
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return reader.apply(new MappingReader(mapping, "", problems));
            }
            root.ifPresent(node -> problems.at(node, "", "type", "the file must be a group of fields"));
            return empty;
        });
    }

    private static <T> ParseResult<T> read(boolean frontMatter, byte[] bytes, Limits limits, RootReader<T> reader) {
        if (bytes.length > limits.referenceBytes()) {
            return ParseResult.rejected(ParseResult.tooLarge(limits.referenceBytes()));
        }
        try {
            String text = LineIndex.unifyLineEnds(Utf8Decoder.of(bytes));
            LineIndex lines = frontMatter ? new LineIndex(frontMatter(text), 1) : new LineIndex(text, 0);
            Problems problems = new Problems(lines);
            Optional<Node> root = frontMatter && TomlFrontMatter.begins(text)
                    ? Optional.of(toml(lines, limits))
                    : StrictYamlComposer.of(lines, limits);
            T value = reader.read(root, problems);
            return ParseResult.of(Optional.of(value), problems);
        } catch (UnreadableFileException e) {
            return ParseResult.rejected(e.problem());
        } catch (RuntimeException e) {
            // an unforeseen failure of the parser rejects this file only, as it does for article files
            LOG.error("the parser of reference files failed", e);
            return ParseResult.rejected(ParseResult.INTERNAL);
        }
    }

    /** @throws UnreadableFileException with the place of the first syntax error */
    static MappingNode toml(LineIndex lines, Limits limits) throws UnreadableFileException {
        TomlComposer.Composed composed = TomlComposer.of(lines.text(), limits.depth());
        if (composed.problem().isPresent()) {
            LineIndex.Place place = lines.placeOf(composed.index());
            throw new UnreadableFileException(new Problem(
                    Optional.of(place.line()),
                    Optional.of(place.column()),
                    Optional.empty(),
                    "toml",
                    composed.problem().get()));
        }
        return composed.fields().orElseThrow();
    }

    private static String frontMatter(String text) throws UnreadableFileException {
        return TomlFrontMatter.begins(text)
                ? TomlFrontMatter.split(text).toml().orElse("")
                : FrontMatter.split(text).yaml();
    }

    @FunctionalInterface
    private interface RootReader<T> {
        T read(Optional<Node> root, Problems problems);
    }
}
