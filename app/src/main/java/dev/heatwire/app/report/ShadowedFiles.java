package dev.heatwire.app.report;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the files that are not published because another file holds the same article. */
public final class ShadowedFiles {
    private ShadowedFiles() {}

    /** The path of the published file by the path of each shadowed one. */
    public static Map<String, String> in(Map<String, FileState> files) {
        Map<String, String> publishedPaths = files.entrySet().stream()
                .filter(file -> file.getValue().state() == State.PUBLISHED)
                .filter(file -> file.getValue().article().isPresent())
                .collect(Collectors.toMap(
                        file -> file.getValue().article().orElseThrow(), Map.Entry::getKey, (first, second) -> first));
        Map<String, String> shadowed = new TreeMap<>();
        files.forEach((path, file) -> {
            if (file.state() == State.SHADOWED) {
                file.article().map(publishedPaths::get).ifPresent(published -> shadowed.put(path, published));
            }
        });
        return shadowed;
    }
}
