package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Source;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what became of files into the records of one transaction: articles and tombstones, dead letters, and the
 * ledger's word about each file. Nothing is published that is published already.
 */
final class ChangePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePlanner.class);

    private final Topics topics;
    private final Limits limits;
    private final Clock clock;
    private final CleanupPolicy after;
    private final ArticleParser parser;
    private final FileStateIndex site;
    /** The content of a file that was read before; empty when it is no longer what it was. */
    private final Function<String, Optional<Content>> reread;

    ChangePlanner(
            Topics topics,
            IngestSettings settings,
            Clock clock,
            Predicate<String> knownTopics,
            FileStateIndex site,
            Function<String, Optional<Content>> reread) {
        this.topics = topics;
        this.limits = settings.limits();
        this.after = settings.after();
        this.clock = clock;
        this.parser = new ArticleParser(limits, clock, knownTopics);
        this.site = site;
        this.reread = reread;
    }

    /**
     * @param contents of article files that are new or changed
     * @param gone article files that are no longer there
     */
    TransactionBatch ofArticles(Map<String, Content> contents, Set<String> gone) {
        Map<String, Article> articles = new HashMap<>();
        Map<String, FileState> states = new LinkedHashMap<>();
        Map<String, ParseResult<Article>> read = contents.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> parse(file.getKey(), file.getValue())));
        contents.forEach((path, content) -> {
            ParseResult<Article> parsed = read.get(path);
            parsed.value().ifPresent(article -> articles.put(path, article));
            states.put(path, stateOf(content, parsed));
        });
        Set<String> touched = new LinkedHashSet<>();
        states.values().forEach(state -> state.article().ifPresent(touched::add));
        Stream.concat(states.keySet().stream(), gone.stream())
                .forEach(path -> site.file(path).flatMap(FileState::article).ifPresent(touched::add));
        Map<String, Optional<String>> before =
                touched.stream().collect(Collectors.toMap(id -> id, site::publishedHash));

        TransactionBatch outbox = new TransactionBatch();
        states.forEach((path, state) -> makeRoom(path, state, outbox));
        states.values().forEach(state -> state.article().ifPresent(id -> forgetTaken(id, states.keySet(), outbox)));
        states.forEach((path, state) -> record(path, state, contents.get(path), outbox));
        gone.forEach(path -> forget(path, outbox));
        touched.forEach(id -> publishWinner(id, before.get(id), articles, outbox));
        return outbox;
    }

    <V> void ofReference(ReferenceData.Kind<V> kind, Content content, TransactionBatch outbox) {
        ParseResult<?> parsed = content == Content.UNREADABLE
                ? ParseResult.rejected(ParseResult.UNREADABLE)
                : kind.update(content.bytes(), outbox);
        FileState state = new FileState(
                parsed.errors().isEmpty() ? State.PUBLISHED : State.REJECTED,
                content.sha256(),
                false,
                Optional.empty(),
                Optional.empty(),
                parsed.errors(),
                parsed.warnings(),
                Instant.now(clock));
        record(kind.file(), state, content, outbox);
    }

    /** A taken file speaks for its article until another file does, even when its path holds another article now. */
    private void makeRoom(String path, FileState state, TransactionBatch outbox) {
        site.file(path)
                .filter(old -> old.removedByIngest() && old.article().isPresent())
                .filter(old -> !old.article().equals(state.article()))
                .ifPresent(old -> put(path + "#" + old.sha256().substring(0, 12), old, outbox));
    }

    private void forgetTaken(String id, Set<String> arrived, TransactionBatch outbox) {
        site.pathsOf(id).stream()
                .filter(path -> site.file(path).orElseThrow().removedByIngest() && !arrived.contains(path))
                .forEach(path -> forget(path, outbox));
    }

    /** Says of files that are in place already whether they are taken away, or no longer. */
    TransactionBatch ofTaking(Set<String> paths) {
        TransactionBatch outbox = new TransactionBatch();
        paths.forEach(path -> site.file(path).ifPresent(state -> {
            if (state.removedByIngest() != after.takes(state.state())) {
                put(path, state.removedByIngest(after.takes(state.state())), outbox);
            }
        }));
        return outbox;
    }

    void forget(String path, TransactionBatch outbox) {
        site.remove(path);
        outbox.addFile(topics.fileStates, path, Optional.empty());
    }

    /** Publishes what the speaker among an article's files says, unless that is what stands on the topic. */
    private void publishWinner(
            String id, Optional<String> before, Map<String, Article> articles, TransactionBatch outbox) {
        Optional<String> winner = site.winningFileFor(id);
        while (winner.isPresent() && !isPublished(winner.get(), before) && !articles.containsKey(winner.get())) {
            String path = winner.get();
            sameArticle(path).ifPresentOrElse(article -> articles.put(path, article), () -> forget(path, outbox));
            winner = site.winningFileFor(id);
        }
        if (winner.isEmpty()) {
            before.ifPresent(hash -> outbox.add(topics.articles, id, Optional.empty()));
            return;
        }
        String path = winner.get();
        if (!isPublished(path, before)) {
            outbox.add(topics.articles, id, Optional.of(articles.get(path)));
        }
        site.pathsOf(id).forEach(other -> mark(other, other.equals(path) ? State.PUBLISHED : State.SHADOWED, outbox));
    }

    private boolean isPublished(String path, Optional<String> hash) {
        return hash.isPresent() && hash.equals(site.file(path).map(FileState::sha256));
    }

    /** The article of a file that was shadowed so far; a file that changed meanwhile is left to the next pass. */
    private Optional<Article> sameArticle(String path) {
        return reread.apply(path)
                .filter(content -> isPublished(path, Optional.of(content.sha256())))
                .flatMap(content -> parse(path, content).value());
    }

    private ParseResult<Article> parse(String path, Content content) {
        if (content == Content.UNREADABLE) {
            return ParseResult.rejected(ParseResult.UNREADABLE);
        }
        try {
            ParseResult<Article> parsed = parser.parse(content.bytes(), new Source(path, content.sha256()));
            parsed.value()
                    .ifPresent(article ->
                            topics.articles.values().serializer().serialize(topics.articles.name(), article));
            return parsed;
        } catch (SerializationException e) {
            return ParseResult.rejected(ParseResult.TOO_LARGE_FOR_A_RECORD);
        } catch (RuntimeException e) {
            // one file must not stop the others, whatever the reader has not foreseen
            LOG.error("{}: the reader failed", path, e);
            return ParseResult.rejected(ParseResult.INTERNAL);
        }
    }

    private FileState stateOf(Content content, ParseResult<Article> parsed) {
        State state = parsed.errors().isEmpty() ? State.PUBLISHED : State.REJECTED;
        return new FileState(
                state,
                content.sha256(),
                content != Content.UNREADABLE && after.takes(state),
                parsed.value().map(Article::id),
                parsed.value().map(Article::publishedDateTime),
                parsed.errors(),
                parsed.warnings(),
                Instant.now(clock));
    }

    private void record(String path, FileState state, Content content, TransactionBatch outbox) {
        put(path, state, outbox);
        if (state.state() == State.REJECTED) {
            state.problems().forEach(problem -> LOG.warn("rejected {}", problem.in(path)));
            byte[] bytes = content.bytes().length <= limits.recordBytes() ? content.bytes() : new byte[0];
            outbox.addDeadLetter(
                    topics.deadLetters, path, bytes, state.problems().get(0));
        }
    }

    private void mark(String path, State state, TransactionBatch outbox) {
        FileState old = site.file(path).orElseThrow();
        if (old.state() != state) {
            put(path, old.in(state, Instant.now(clock)), outbox);
        }
    }

    void put(String path, FileState state, TransactionBatch outbox) {
        site.put(path, state);
        outbox.addFile(topics.fileStates, path, Optional.of(state));
    }
}
