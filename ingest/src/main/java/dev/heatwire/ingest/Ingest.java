package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Problem;
import dev.heatwire.events.Source;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Brings the topics to what the site folder holds, one pass at a time. What a pass publishes and the ledger's word that
 * it did are one transaction, so a stop at any moment neither loses nor repeats anything.
 */
public final class Ingest implements AutoCloseable {
    private static final int FILES_PER_TRANSACTION = 500;
    private static final long BYTES_PER_TRANSACTION = 8 << 20;
    private static final Problem UNREADABLE = new Problem(
            Optional.empty(), Optional.empty(), Optional.empty(), "unreadable", "the file cannot be opened");

    private final SiteFolder folder;
    private final Topics topics;
    private final Limits limits;
    private final Clock clock;
    private final ArticleParser parser;
    private final Transactions transactions;
    private final Site site;
    private final References references;
    private final Settling settling;

    /**
     * Takes over the site: a previous writer is fenced, and the ledger says what it did.
     *
     * @param client the settings of the user's cluster
     * @throws IOException when the site folder is not there
     */
    public Ingest(Path folder, Topics topics, Map<String, String> client, Limits limits, Clock clock)
            throws IOException {
        this.folder = new SiteFolder(folder);
        this.topics = topics;
        this.limits = limits;
        this.clock = clock;
        this.parser = new ArticleParser(limits);
        this.settling = new Settling(clock);
        // in this order: what the fenced writer had in hand must be settled before the ledger is read
        this.transactions = new Transactions(client, topics.articles.name() + "-ingest");
        try (TopicReader reader = new TopicReader(client)) {
            this.site = new Site(reader.fold(topics.ingestFiles));
            this.references = new References(reader, topics, limits);
        }
    }

    /**
     * What a pass found.
     *
     * @param read how many files it read
     * @param changed whether it published anything
     * @param waiting how many files are still being written
     */
    public record Pass(int read, boolean changed, int waiting) {}

    /** The ledger: every file that has been read, by path. */
    public Map<String, FileState> files() {
        return Map.copyOf(site.files());
    }

    /** @param progress is told how many files are done after each transaction */
    public Pass pass(IntConsumer progress) throws IOException {
        long before = transactions.count();
        Map<String, SiteFolder.Stamp> found = folder.files();
        int read = referenceFiles(found);
        List<String> settled = found.keySet().stream()
                .filter(path -> !SiteFolder.isReference(path))
                .filter(path -> settling.isNewAndSettled(path, found.get(path)))
                .toList();
        Map<String, Content> batch = new LinkedHashMap<>();
        long bytes = 0;
        for (String path : settled) {
            Optional<Content> content = read(path, found.get(path), limits.articleBytes());
            if (content.isPresent()) {
                read++;
                if (isNews(path, content.get())) {
                    batch.put(path, content.get());
                    bytes += content.get().bytes().length;
                }
            }
            if (batch.size() == FILES_PER_TRANSACTION || bytes >= BYTES_PER_TRANSACTION) {
                publish(batch, Set.of());
                batch.clear();
                bytes = 0;
                progress.accept(read);
            }
        }
        // files that went come last: a renamed file must have its new name before it loses the old one
        publish(batch, gone(found.keySet()));
        progress.accept(read);
        settling.forgetAllBut(found.keySet());
        return new Pass(read, transactions.count() > before, found.size() - settling.doneAmong(found));
    }

    private Set<String> gone(Set<String> found) {
        return site.files().keySet().stream()
                .filter(path -> !found.contains(path) && !SiteFolder.isReference(path))
                .collect(Collectors.toSet());
    }

    private int referenceFiles(Map<String, SiteFolder.Stamp> found) {
        Outbox outbox = new Outbox();
        int read = 0;
        for (References.Kind<?> kind : references.kinds()) {
            String file = kind.file();
            SiteFolder.Stamp stamp = found.get(file);
            if (stamp == null && site.file(file).isPresent()) {
                kind.clear(outbox);
                forget(file, outbox);
            } else if (stamp != null && settling.isNewAndSettled(file, stamp)) {
                Optional<Content> content = read(file, stamp, limits.referenceBytes());
                read += content.isPresent() ? 1 : 0;
                content.filter(value -> isNews(file, value)).ifPresent(value -> {
                    List<Problem> errors =
                            value == Content.UNREADABLE ? List.of(UNREADABLE) : kind.update(value.bytes(), outbox);
                    record(file, stateOf(value, Optional.empty(), errors), value, outbox);
                });
            }
        }
        send(outbox);
        return read;
    }

    private void publish(Map<String, Content> contents, Set<String> gone) {
        Outbox outbox = new Outbox();
        Map<String, Article> articles = new HashMap<>();
        Map<String, FileState> states = new LinkedHashMap<>();
        contents.forEach((path, content) -> {
            Parsed<Article> parsed = parse(path, content);
            parsed.value().ifPresent(article -> articles.put(path, article));
            states.put(path, stateOf(content, parsed.value(), parsed.errors()));
        });

        Set<String> touched = new LinkedHashSet<>();
        states.values().forEach(state -> state.article().ifPresent(touched::add));
        List<String> moved = new ArrayList<>(states.keySet());
        moved.addAll(gone);
        moved.forEach(path -> site.file(path).flatMap(FileState::article).ifPresent(touched::add));
        Map<String, Optional<String>> before =
                touched.stream().collect(Collectors.toMap(id -> id, site::publishedHash));

        states.forEach((path, state) -> record(path, state, contents.get(path), outbox));
        gone.forEach(path -> forget(path, outbox));
        touched.forEach(id -> settleArticle(id, before.get(id), articles, outbox));
        send(outbox);
    }

    /** Publishes what the speaker among an article's files says, unless that is what is published already. */
    private void settleArticle(String id, Optional<String> before, Map<String, Article> articles, Outbox outbox) {
        Optional<String> speaker = site.speakerFor(id);
        while (speaker.isPresent()
                && !before.equals(site.file(speaker.get()).map(FileState::sha256))
                && !articles.containsKey(speaker.get())) {
            String path = speaker.get();
            reread(path).ifPresentOrElse(article -> articles.put(path, article), () -> forget(path, outbox));
            speaker = site.speakerFor(id);
        }
        if (speaker.isEmpty()) {
            before.ifPresent(hash -> outbox.add(topics.articles, id, Optional.empty()));
            return;
        }
        String path = speaker.get();
        if (!before.equals(site.file(path).map(FileState::sha256))) {
            outbox.add(topics.articles, id, Optional.of(articles.get(path)));
        }
        site.pathsOf(id).forEach(other -> mark(other, other.equals(path) ? State.PUBLISHED : State.SHADOWED, outbox));
    }

    /** The article of a file that was read before; empty when the file is no longer what the ledger says. */
    private Optional<Article> reread(String path) {
        try {
            Content content = Content.of(folder.read(path, limits.articleBytes()));
            return site.file(path)
                    .filter(state -> state.sha256().equals(content.sha256()))
                    .flatMap(state -> parse(path, content).value());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Parsed<Article> parse(String path, Content content) {
        if (content == Content.UNREADABLE) {
            return Parsed.rejected(UNREADABLE);
        }
        Parsed<Article> parsed = parser.parse(content.bytes(), new Source(path, content.sha256()));
        boolean tooLarge = parsed.value()
                .map(article -> topics.articles.values().serializer().serialize(topics.articles.name(), article))
                .filter(bytes -> bytes.length > limits.recordBytes())
                .isPresent();
        return tooLarge ? Parsed.rejected(Parsed.tooLarge(limits.recordBytes())) : parsed;
    }

    private FileState stateOf(Content content, Optional<Article> article, List<Problem> errors) {
        return new FileState(
                errors.isEmpty() ? State.PUBLISHED : State.REJECTED,
                content.sha256(),
                article.map(Article::id),
                article.map(Article::publishedDateTime),
                errors,
                Instant.now(clock));
    }

    private void record(String path, FileState state, Content content, Outbox outbox) {
        site.put(path, state);
        outbox.add(topics.ingestFiles, path, Optional.of(state));
        if (state.state() == State.REJECTED) {
            byte[] bytes = content.bytes().length <= limits.recordBytes() ? content.bytes() : new byte[0];
            outbox.addDeadLetter(
                    topics.deadLetters, path, bytes, state.problems().get(0));
        }
    }

    private void mark(String path, State state, Outbox outbox) {
        FileState old = site.file(path).orElseThrow();
        if (old.state() != state) {
            FileState marked = new FileState(
                    state, old.sha256(), old.article(), old.published(), old.problems(), Instant.now(clock));
            site.put(path, marked);
            outbox.add(topics.ingestFiles, path, Optional.of(marked));
        }
    }

    private void forget(String path, Outbox outbox) {
        site.remove(path);
        settling.forget(path);
        outbox.add(topics.ingestFiles, path, Optional.empty());
    }

    private void send(Outbox outbox) {
        if (!outbox.isEmpty()) {
            transactions.commit(outbox);
        }
    }

    private boolean isNews(String path, Content content) {
        return site.file(path)
                .filter(state -> state.sha256().equals(content.sha256()))
                .isEmpty();
    }

    /** The content of a file, unless it changes while it is read. */
    private Optional<Content> read(String path, SiteFolder.Stamp stamp, int limit) {
        try {
            byte[] bytes = folder.read(path, limit);
            if (folder.stamp(path).filter(stamp::equals).isEmpty()) {
                return Optional.empty();
            }
            settling.done(path, stamp);
            return Optional.of(Content.of(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            settling.done(path, stamp);
            return Optional.of(Content.UNREADABLE);
        }
    }

    @Override
    public void close() {
        transactions.close();
    }
}
