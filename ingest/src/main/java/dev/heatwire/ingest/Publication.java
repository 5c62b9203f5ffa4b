package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Source;
import dev.heatwire.events.Topics;
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
final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final Topics topics;
    private final Limits limits;
    private final Clock clock;
    private final After after;
    private final ArticleParser parser;
    private final Site site;
    /** The content of a file that was read before; empty when it is no longer what it was. */
    private final Function<String, Optional<Content>> reread;

    Publication(
            Topics topics,
            IngestSettings settings,
            Clock clock,
            Predicate<String> knownTopics,
            Site site,
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
    Outbox ofArticles(Map<String, Content> contents, Set<String> gone) {
        Map<String, Article> articles = new HashMap<>();
        Map<String, FileState> states = new LinkedHashMap<>();
        Map<String, Parsed<Article>> read = contents.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> parse(file.getKey(), file.getValue())));
        contents.forEach((path, content) -> {
            Parsed<Article> parsed = read.get(path);
            parsed.value().ifPresent(article -> articles.put(path, article));
            states.put(path, stateOf(content, parsed));
        });
        Set<String> touched = new LinkedHashSet<>();
        states.values().forEach(state -> state.article().ifPresent(touched::add));
        Stream.concat(states.keySet().stream(), gone.stream())
                .forEach(path -> site.file(path).flatMap(FileState::article).ifPresent(touched::add));
        Map<String, Optional<String>> before =
                touched.stream().collect(Collectors.toMap(id -> id, site::publishedHash));

        Outbox outbox = new Outbox();
        states.forEach((path, state) -> makeRoom(path, state, outbox));
        states.values().forEach(state -> state.article().ifPresent(id -> forgetTaken(id, states.keySet(), outbox)));
        states.forEach((path, state) -> record(path, state, contents.get(path), outbox));
        gone.forEach(path -> forget(path, outbox));
        touched.forEach(id -> settle(id, before.get(id), articles, outbox));
        return outbox;
    }

    <V> void ofReference(References.Kind<V> kind, Content content, Outbox outbox) {
        Parsed<?> parsed = content == Content.UNREADABLE
                ? Parsed.rejected(Parsed.UNREADABLE)
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
    private void makeRoom(String path, FileState state, Outbox outbox) {
        site.file(path)
                .filter(old -> old.taken() && old.article().isPresent())
                .filter(old -> !old.article().equals(state.article()))
                .ifPresent(old -> put(path + "#" + old.sha256().substring(0, 12), old, outbox));
    }

    private void forgetTaken(String id, Set<String> arrived, Outbox outbox) {
        site.pathsOf(id).stream()
                .filter(path -> site.file(path).orElseThrow().taken() && !arrived.contains(path))
                .forEach(path -> forget(path, outbox));
    }

    /** Says of files that are in place already whether they are taken away, or no longer. */
    Outbox ofTaking(Set<String> paths) {
        Outbox outbox = new Outbox();
        paths.forEach(path -> site.file(path).ifPresent(state -> {
            if (state.taken() != after.takes(state.state())) {
                put(path, state.taken(after.takes(state.state())), outbox);
            }
        }));
        return outbox;
    }

    void forget(String path, Outbox outbox) {
        site.remove(path);
        outbox.addFile(topics.ingestFiles, path, Optional.empty());
    }

    /** Publishes what the speaker among an article's files says, unless that is what stands on the topic. */
    private void settle(String id, Optional<String> before, Map<String, Article> articles, Outbox outbox) {
        Optional<String> speaker = site.speakerFor(id);
        while (speaker.isPresent() && !isPublished(speaker.get(), before) && !articles.containsKey(speaker.get())) {
            String path = speaker.get();
            sameArticle(path).ifPresentOrElse(article -> articles.put(path, article), () -> forget(path, outbox));
            speaker = site.speakerFor(id);
        }
        if (speaker.isEmpty()) {
            before.ifPresent(hash -> outbox.add(topics.articles, id, Optional.empty()));
            return;
        }
        String path = speaker.get();
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

    private Parsed<Article> parse(String path, Content content) {
        if (content == Content.UNREADABLE) {
            return Parsed.rejected(Parsed.UNREADABLE);
        }
        try {
            Parsed<Article> parsed = parser.parse(content.bytes(), new Source(path, content.sha256()));
            parsed.value()
                    .ifPresent(article ->
                            topics.articles.values().serializer().serialize(topics.articles.name(), article));
            return parsed;
        } catch (SerializationException e) {
            return Parsed.rejected(Parsed.TOO_LARGE_FOR_A_RECORD);
        } catch (RuntimeException e) {
            // one file must not stop the others, whatever the reader has not foreseen
            LOG.error("{}: the reader failed", path, e);
            return Parsed.rejected(Parsed.INTERNAL);
        }
    }

    private FileState stateOf(Content content, Parsed<Article> parsed) {
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

    private void record(String path, FileState state, Content content, Outbox outbox) {
        put(path, state, outbox);
        if (state.state() == State.REJECTED) {
            state.problems().forEach(problem -> LOG.warn("rejected {}", problem.in(path)));
            byte[] bytes = content.bytes().length <= limits.recordBytes() ? content.bytes() : new byte[0];
            outbox.addDeadLetter(
                    topics.deadLetters, path, bytes, state.problems().get(0));
        }
    }

    private void mark(String path, State state, Outbox outbox) {
        FileState old = site.file(path).orElseThrow();
        if (old.state() != state) {
            put(path, old.in(state, Instant.now(clock)), outbox);
        }
    }

    void put(String path, FileState state, Outbox outbox) {
        site.put(path, state);
        outbox.addFile(topics.ingestFiles, path, Optional.of(state));
    }
}
