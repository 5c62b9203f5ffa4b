package dev.heatwire.ingest.site;

import dev.heatwire.events.Problem;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.MappingReader;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.ReferenceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of a catalogue that may be spread over several files.
 *
 * @param entries by key; those of rejected files are missing
 * @param fileOf the path of the file that has the entry, by key
 * @param files the result of each file, by path
 */
public record CatalogueFiles<V>(
        Map<String, V> entries, Map<String, String> fileOf, Map<String, ParseResult<Integer>> files) {
    public CatalogueFiles {
        entries = new LinkedHashMap<>(entries);
        entries.keySet().removeIf(key -> !files.get(fileOf.get(key)).errors().isEmpty());
    }

    /** A catalogue of at most one file. */
    public static <V> CatalogueFiles<V> of(String path, ParseResult<Map<String, V>> file) {
        Map<String, V> entries = file.value().orElse(Map.of());
        Map<String, String> fileOf = new LinkedHashMap<>();
        entries.keySet().forEach(key -> fileOf.put(key, path));
        return new CatalogueFiles<>(
                entries,
                fileOf,
                Map.of(path, new ParseResult<>(file.value().map(Map::size), file.errors(), file.warnings())));
    }

    /** Whether every file is valid, so that an entry that is not there is not part of the catalogue. */
    public boolean complete() {
        return files.values().stream().allMatch(file -> file.errors().isEmpty());
    }

    /** The catalogue without the file that has this entry. */
    public CatalogueFiles<V> reject(String key, Problem problem) {
        Map<String, ParseResult<Integer>> results = new TreeMap<>(files);
        results.put(fileOf.get(key), ParseResult.rejected(problem));
        return new CatalogueFiles<>(entries, fileOf, results);
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
