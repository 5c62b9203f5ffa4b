package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Problem;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.ArticleReader.ParsedFile;
import dev.heatwire.ingest.directory.FileStateFactory;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns file changes into the records of one transaction: articles, tombstones, dead letters and file states. An
 * article that is already on its topic with the same content is not written again.
 */
final class ChangePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePlanner.class);

    private final TopicSpec<FileState> fileStatesTopic;
    private final TopicSpec<byte[]> deadLettersTopic;
    private final int maxDeadLetterBytes;
    private final FileStateFactory states;
    private final ArticleReader articleReader;
    private final FileStateIndex fileStates;
    private final Function<String, Optional<Content>> reread;

    /** @param reread reads the current content of a file; empty when the file cannot be read */
    ChangePlanner(
            Topics topics,
            IngestSettings settings,
            Clock clock,
            ArticleReader articleReader,
            FileStateIndex fileStates,
            Function<String, Optional<Content>> reread) {
        this.fileStatesTopic = topics.fileStates;
        this.deadLettersTopic = topics.deadLetters;
        this.maxDeadLetterBytes = settings.limits().recordBytes();
        this.states = new FileStateFactory(clock, settings.cleanupPolicy());
        this.articleReader = articleReader;
        this.fileStates = fileStates;
        this.reread = reread;
    }

    /**
     * @param contents new or changed article files, by path
     * @param removed article files that are no longer in the site folder
     */
    TransactionBatch planArticles(Map<String, Content> contents, Set<String> removed) {
        Map<String, byte[]> records = new HashMap<>();
        Map<String, FileState> read = new LinkedHashMap<>();
        Map<String, ParsedFile> parsedFiles = contents.entrySet().parallelStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> articleReader.read(file.getKey(), file.getValue())));
        contents.forEach((path, content) -> {
            ParsedFile parsed = parsedFiles.get(path);
            parsed.record().ifPresent(bytes -> records.put(path, bytes));
            read.put(path, states.ofArticle(content, parsed.result()));
        });
        Set<String> articleIds = new LinkedHashSet<>();
        read.values().forEach(state -> state.article().ifPresent(articleIds::add));
        Stream.concat(read.keySet().stream(), removed.stream())
                .forEach(path ->
                        fileStates.file(path).flatMap(FileState::article).ifPresent(articleIds::add));
        Map<String, Optional<String>> publishedHashes =
                articleIds.stream().collect(Collectors.toMap(id -> id, fileStates::publishedHash));

        TransactionBatch batch = new TransactionBatch();
        read.forEach((path, state) -> keepStateOfRemovedFile(path, state, batch));
        read.values().forEach(state -> state.article().ifPresent(id -> forgetRemovedFiles(id, read.keySet(), batch)));
        read.forEach((path, state) -> record(path, state, contents.get(path), batch));
        removed.forEach(path -> forget(path, batch));
        articleIds.forEach(id -> publishWinner(id, publishedHashes.get(id), records, batch));
        return batch;
    }

    /** Replaces these records of the articles topic by what the files hold, or by tombstones. */
    TransactionBatch planReplacement(Set<String> articleIds) {
        TransactionBatch batch = new TransactionBatch();
        articleIds.forEach(id -> {
            batch.addTombstone(articleReader.topic(), id);
            publishWinner(id, Optional.empty(), new HashMap<>(), batch);
        });
        return batch;
    }

    /**
     * Records the state of a file that is no article, unless it is recorded.
     *
     * @param retries files whose state is recorded again
     */
    void planReferenceFile(
            String path, Content content, ParseResult<?> parsed, Set<String> retries, TransactionBatch batch) {
        FileState state = states.ofReferenceFile(content, parsed);
        boolean recorded = fileStates
                .file(path)
                .filter(old -> old.in(old.state(), state.since()).equals(state))
                .isPresent();
        if (!recorded || retries.contains(path)) {
            record(path, state, content, batch);
        }
    }

    /** A file that ingest removed stands for its article, even when its path now holds another one. */
    private void keepStateOfRemovedFile(String path, FileState state, TransactionBatch batch) {
        fileStates
                .file(path)
                .filter(old -> old.removedByIngest() && old.article().isPresent())
                .filter(old -> !old.article().equals(state.article()))
                .ifPresent(old -> put(path + "#" + old.sha256().orElseThrow().substring(0, 12), old, batch));
    }

    private void forgetRemovedFiles(String articleId, Set<String> newPaths, TransactionBatch batch) {
        fileStates.pathsOf(articleId).stream()
                .filter(path -> fileStates.file(path).orElseThrow().removedByIngest() && !newPaths.contains(path))
                .forEach(path -> forget(path, batch));
    }

    /** Updates {@code removedByIngest} of unchanged files to the current cleanup policy. */
    TransactionBatch planCleanup(Set<String> paths) {
        TransactionBatch batch = new TransactionBatch();
        paths.forEach(path -> fileStates.file(path).ifPresent(state -> {
            FileState updated = states.withCleanup(state);
            if (!updated.equals(state)) {
                put(path, updated, batch);
            }
        }));
        return batch;
    }

    void forget(String path, TransactionBatch batch) {
        fileStates.remove(path);
        batch.addFileState(fileStatesTopic, path, Optional.empty());
    }

    /** Publishes the article of the winning file unless the topic already holds that content. */
    private void publishWinner(
            String id, Optional<String> publishedHash, Map<String, byte[]> records, TransactionBatch batch) {
        Optional<String> winner = fileStates.winningFileFor(id);
        while (winner.isPresent() && !isPublished(winner.get(), publishedHash) && !records.containsKey(winner.get())) {
            String path = winner.get();
            rereadArticle(path).ifPresentOrElse(bytes -> records.put(path, bytes), () -> forget(path, batch));
            winner = fileStates.winningFileFor(id);
        }
        if (winner.isEmpty()) {
            publishedHash.ifPresent(hash -> batch.addTombstone(articleReader.topic(), id));
            return;
        }
        String path = winner.get();
        if (!isPublished(path, publishedHash)) {
            batch.addSerialized(articleReader.topic(), id, records.get(path));
        }
        fileStates
                .pathsOf(id)
                .forEach(other -> mark(other, other.equals(path) ? State.PUBLISHED : State.SHADOWED, path, batch));
    }

    private boolean isPublished(String path, Optional<String> hash) {
        return hash.isPresent() && hash.equals(fileStates.file(path).flatMap(FileState::sha256));
    }

    /** The serialized article of a file; empty when the file has changed since, which the next pass handles. */
    private Optional<byte[]> rereadArticle(String path) {
        return reread.apply(path)
                .filter(content -> isPublished(path, content.sha256()))
                .flatMap(content -> articleReader.read(path, content).record());
    }

    private void record(String path, FileState state, Content content, TransactionBatch batch) {
        put(path, state, batch);
        if (state.state() == State.REJECTED) {
            state.problems().forEach(problem -> LOG.warn("rejected {}", problem.in(path)));
            addDeadLetter(path, content, state.problems().get(0), batch);
        }
    }

    /** Sends a record that cannot have a state, because its key is too long, to the dead letters. */
    void refuse(String path, Content content, TransactionBatch batch) {
        LOG.warn("rejected {}", ParseResult.KEY_TOO_LONG.in(path));
        addDeadLetter(path, content, ParseResult.KEY_TOO_LONG, batch);
    }

    private void addDeadLetter(String path, Content content, Problem problem, TransactionBatch batch) {
        byte[] bytes = content.bytes().length <= maxDeadLetterBytes ? content.bytes() : new byte[0];
        batch.addDeadLetter(deadLettersTopic, path, bytes, problem);
    }

    private void mark(String path, State state, String winner, TransactionBatch batch) {
        FileState old = fileStates.file(path).orElseThrow();
        if (old.state() == state) {
            return;
        }
        put(path, states.changed(old, state), batch);
        // the new path of a renamed file holds the same content until the old path is forgotten
        if (state == State.SHADOWED
                && !old.sha256().equals(fileStates.file(winner).orElseThrow().sha256())) {
            LOG.warn("{} is not published: {} holds the same article and comes first", path, winner);
        }
    }

    private void put(String path, FileState state, TransactionBatch batch) {
        fileStates.put(path, state);
        batch.addFileState(fileStatesTopic, path, Optional.of(state));
    }
}
