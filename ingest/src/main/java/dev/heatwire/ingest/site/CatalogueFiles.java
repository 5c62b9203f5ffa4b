package dev.heatwire.ingest.site;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.MappingReader;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.ReferenceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The entries of a catalogue that may be spread over several files.
 *
 * @param entries by key; those of rejected files are missing
 * @param files the result of each file, by path
 */
public record CatalogueFiles<V>(Map<String, V> entries, Map<String, ParseResult<Integer>> files) {
    /** Whether every file is valid, so that an entry that is not there is not part of the catalogue. */
    public boolean complete() {
        return files.values().stream().allMatch(file -> file.errors().isEmpty());
    }

    /** The files with errors, each with its errors. */
    public Map<String, List<Problem>> errors() {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().errors().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().errors(), (one, other) -> one, TreeMap::new));
    }

    /** The catalogue of one file. */
    public ParseResult<Map<String, V>> single() {
        ParseResult<Integer> file = files.values().iterator().next();
        return new ParseResult<>(file.value().map(count -> entries), file.errors(), file.warnings());
    }

    /** Reads one entry of a catalogue. */
    @FunctionalInterface
    interface EntryReader {
        void read(MappingReader fields, String path, boolean wholeFile);
    }

    /** @param files the contents, by path */
    static Map<String, ParseResult<Integer>> read(Map<String, byte[]> files, Limits limits, EntryReader reader) {
        Map<String, ParseResult<Integer>> results = new TreeMap<>();
        new TreeMap<>(files)
                .forEach((path, bytes) -> results.put(
                        path,
                        ReferenceFile.entries(
                                path, bytes, limits, (fields, whole) -> reader.read(fields, path, whole))));
        return results;
    }

    /** Unknown fields are errors in a list; a file that another tool reads, too, may have more fields than ours. */
    static void endEntry(MappingReader fields, boolean wholeFile) {
        if (!wholeFile) {
            fields.rejectRest();
        } else if (!fields.unread().isEmpty()) {
            List<String> unknown = new ArrayList<>(fields.unread());
            fields.warn(unknown.get(0), "unknown", "not used: " + String.join(", ", unknown));
        }
    }

    static ParseResult<Integer> withWarning(ParseResult<Integer> file, Problem warning) {
        List<Problem> warnings = new ArrayList<>(file.warnings());
        warnings.add(warning);
        return new ParseResult<>(file.value(), file.errors(), warnings);
    }
}
