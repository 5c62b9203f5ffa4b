package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.directory.FilePrecedence;
import dev.heatwire.ingest.parse.Content;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The states of all files by path, and the files of each article. */
final class FileStateIndex {
    private final Map<String, FileState> files = new TreeMap<>();
    private final Map<String, Set<String>> pathsByArticle = new HashMap<>();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);

    FileStateIndex(Map<String, FileState> fileStates) {
        fileStates.forEach(this::put);
    }

    Map<String, FileState> files() {
        return files;
    }

    /** How many files are in each state; states without files are absent. */
    Map<State, Integer> counts() {
        return counts;
    }

    /** The paths of the article files that should be in the folder. */
    Set<String> articleFiles() {
        return files.entrySet().stream()
                .filter(file -> file.getValue().article().isPresent())
                .filter(file -> !file.getValue().removedByIngest())
                .map(Map.Entry::getKey)
                .filter(path -> FileState.keyOfRecord(path).isEmpty())
                .collect(Collectors.toSet());
    }

    /** The hashes of the contents of all files. */
    Set<String> contentHashes() {
        return files.values().stream().flatMap(file -> file.sha256().stream()).collect(Collectors.toSet());
    }

    /** Whether the state of this file was recorded for this content. */
    boolean isRecorded(String path, Content content) {
        return file(path)
                .filter(state -> state.sha256().equals(content.sha256()))
                .isPresent();
    }

    Optional<FileState> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    void put(String path, FileState state) {
        remove(path);
        files.put(path, state);
        counts.merge(state.state(), 1, Integer::sum);
        state.article()
                .ifPresent(id -> pathsByArticle
                        .computeIfAbsent(id, key -> new HashSet<>())
                        .add(path));
    }

    void remove(String path) {
        FileState old = files.remove(path);
        if (old != null) {
            counts.computeIfPresent(old.state(), (state, count) -> count == 1 ? null : count - 1);
            old.article().ifPresent(id -> {
                Set<String> paths = pathsByArticle.get(id);
                paths.remove(path);
                if (paths.isEmpty()) {
                    pathsByArticle.remove(id);
                }
            });
        }
    }

    /** The paths of all valid files with this article. */
    Set<String> pathsOf(String articleId) {
        return Set.copyOf(pathsByArticle.getOrDefault(articleId, Set.of()));
    }

    /** The file whose article is published. */
    Optional<String> winningFileFor(String articleId) {
        return FilePrecedence.winnerOf(pathsOf(articleId).stream()
                .map(path -> new FilePrecedence.Candidate(
                        path,
                        files.get(path).published().orElseThrow(),
                        files.get(path).updated()))
                .toList());
    }

    /** The hash of the file whose article is on the articles topic. */
    Optional<String> publishedHash(String articleId) {
        return pathsOf(articleId).stream()
                .map(files::get)
                .filter(state -> state.state() == State.PUBLISHED)
                .flatMap(state -> state.sha256().stream())
                .findFirst();
    }
}
