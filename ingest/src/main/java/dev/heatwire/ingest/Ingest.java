package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.FileCleaner;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Brings the topics to what the site folder holds, one pass at a time. What a pass publishes and the ledger's word that
 * it did are one transaction, so a stop at any moment neither loses nor repeats anything.
 */
public final class Ingest implements AutoCloseable {
    private static final int FILES_PER_TRANSACTION = 500;
    private static final long BYTES_PER_TRANSACTION = 8 << 20;
    /** How often there is a pass when nothing seems to happen: events get lost, and others may ask for something. */
    private static final Duration MAX_PASS_INTERVAL = Duration.ofSeconds(1);
    /** Brokers forget a transactional id after seven idle days, and then fail its next transaction. */
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofDays(1);

    private final SiteDirectory folder;
    private final Topics topics;
    private final Limits limits;
    private final Clock clock;
    private final TransactionalWriter transactions;
    private final CompactedTopicReader reader;
    private final RetryRequests requests;
    private final FileStateIndex site;
    private final ReferenceData references;
    private final KnownTopics knownTopics = new KnownTopics();
    private final ChangePlanner publication;
    private final ChangeDetector arrivals;
    private final FileCleaner disposal;
    private final DirectoryWatcher watch;
    private final Set<String> toDispose = new HashSet<>();
    private boolean mayReplaceSite;
    private Instant lastCommit;
    private Instant lastPass = Instant.MIN;
    private int waiting;

    /**
     * Takes over the site: a previous writer is fenced, and the ledger says what it did.
     *
     * @param client the settings of the user's cluster
     * @param mayReplaceSite whether the topics may hold another site, whose articles are then withdrawn
     */
    public Ingest(
            Path folder,
            Topics topics,
            Map<String, String> client,
            IngestSettings settings,
            Clock clock,
            boolean mayReplaceSite) {
        this.mayReplaceSite = mayReplaceSite;
        this.folder = new SiteDirectory(folder, settings.selection());
        this.topics = topics;
        this.limits = settings.limits();
        this.clock = clock;
        // in this order: what the fenced writer had in hand must be settled before the ledger is read
        this.transactions = new TransactionalWriter(client, topics, topics.articles.name() + "-ingest");
        this.lastCommit = clock.instant();
        this.reader = new CompactedTopicReader(client);
        this.references = new ReferenceData(reader, topics, limits);
        this.requests = new RetryRequests(reader, topics.fileStates);
        this.site = new FileStateIndex(requests.readLedger());
        this.arrivals = new ChangeDetector(this.folder, site, clock, settings.rereadEvery());
        this.publication = new ChangePlanner(topics, settings, clock, knownTopics, site, this::reread);
        this.disposal = new FileCleaner(this.folder, settings.after(), limits.articleBytes());
        try {
            this.watch = new DirectoryWatcher(folder.getFileSystem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a pass found.
     *
     * @param read how many files it read
     * @param changed whether it published anything
     * @param waiting how many files are still being written, or missing for the first time
     */
    public record Pass(int read, boolean changed, int waiting) {}

    /** Is told after each transaction how many files are done. */
    @FunctionalInterface
    public interface Count {
        void done(int files, int of);
    }

    /** The ledger: every file that has been read, by path. */
    public Map<String, FileState> files() {
        return Map.copyOf(site.files());
    }

    /** How many files there are of each state that any has. */
    public Map<FileState.State, Integer> counts() {
        return Map.copyOf(site.counts());
    }

    /**
     * A pass over what has changed, if it is time for one: something happened, something is under way, or a while has
     * passed.
     *
     * @param stop whether to end the pass after the transaction in hand
     */
    public Optional<Pass> passIfDue(BooleanSupplier stop, Count count) {
        Instant now = clock.instant();
        boolean due = watch.hasChanges()
                || waiting > 0
                || lastPass.isAfter(now)
                || !lastPass.plus(MAX_PASS_INTERVAL).isAfter(now);
        return due ? Optional.of(pass(arrivals.scanChanged(watch.takeChanges()), stop, count)) : Optional.empty();
    }

    /** A pass over the whole folder. */
    public Pass pass(BooleanSupplier stop, Count count) {
        return pass(arrivals.scanAll(), stop, count);
    }

    private Pass pass(SiteDirectory.DirectoryListing scan, BooleanSupplier stop, Count count) {
        long before = transactions.count();
        lastPass = clock.instant();
        watch.follow(scan.folders());
        refuseAnotherSite(scan);
        Set<String> asked = requests.open();
        asked.forEach(path -> ask(path, scan));

        int toRead = arrivals.toRead();
        int read = referenceFiles(asked);
        knownTopics.are(references.newsTopics());
        Map<String, Content> batch = new LinkedHashMap<>();
        Set<String> unchanged = new HashSet<>();
        long bytes = 0;
        for (String path : articlesAmong(arrivals.unread())) {
            if (stop.getAsBoolean()) {
                break;
            }
            Optional<Content> content = arrivals.content(path, limits.articleBytes());
            if (content.isPresent()) {
                read++;
                if (arrivals.isKnown(path, content.get()) && !asked.contains(path)) {
                    unchanged.add(path);
                } else {
                    batch.put(path, content.get());
                    bytes += content.get().bytes().length;
                }
            }
            if (batch.size() == FILES_PER_TRANSACTION || bytes >= BYTES_PER_TRANSACTION) {
                publish(batch, Set.of());
                count.done(read, toRead);
                batch.clear();
                bytes = 0;
            }
        }
        // files that went come last: a renamed file must have its new name before it loses the old one
        publish(batch, stop.getAsBoolean() ? Set.of() : articlesAmong(arrivals.gone()));
        send(publication.ofTaking(unchanged));
        toDispose.addAll(unchanged);
        dispose();
        keepTransactionalIdAlive();
        count.done(read, toRead);
        waiting = arrivals.waiting();
        return new Pass(read, transactions.count() > before, waiting);
    }

    private static Set<String> articlesAmong(Set<String> paths) {
        return paths.stream()
                .filter(path -> !SiteDirectory.isReference(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Once, before anything is withdrawn. */
    private void refuseAnotherSite(SiteDirectory.DirectoryListing scan) {
        if (!mayReplaceSite) {
            SiteMismatchException.refuse(articlesAmong(scan.files().keySet()), site, this::reread);
            mayReplaceSite = true;
        }
    }

    /** Only what is there and was rejected is read again; of all else the ledger's word is given back. */
    private void ask(String path, SiteDirectory.DirectoryListing scan) {
        Optional<FileState> state = site.file(path);
        boolean isRejected =
                state.filter(one -> one.state() == FileState.State.REJECTED).isPresent();
        if (isRejected && scan.files().containsKey(path)) {
            arrivals.readAgain(path);
        } else if (!isRejected || scan.complete()) {
            TransactionBatch outbox = new TransactionBatch();
            outbox.addFile(topics.fileStates, path, state);
            send(outbox);
            requests.answered(path);
        }
    }

    private int referenceFiles(Set<String> asked) {
        TransactionBatch outbox = new TransactionBatch();
        int read = 0;
        for (ReferenceData.Kind<?> kind : references.kinds()) {
            String file = kind.file();
            if (arrivals.gone().contains(file)) {
                kind.clear(outbox);
                publication.forget(file, outbox);
            }
            Optional<Content> content = arrivals.content(file, limits.referenceBytes());
            if (content.isPresent()) {
                read++;
                if (!arrivals.isKnown(file, content.get()) || asked.contains(file)) {
                    publication.ofReference(kind, content.get(), outbox);
                    requests.answered(file);
                }
            }
        }
        send(outbox);
        return read;
    }

    private void publish(Map<String, Content> batch, Set<String> gone) {
        send(publication.ofArticles(batch, gone));
        batch.keySet().forEach(requests::answered);
        toDispose.addAll(batch.keySet());
        dispose();
    }

    private void dispose() {
        toDispose.removeIf(
                path -> site.file(path).filter(FileState::removedByIngest).isEmpty()
                        || disposal.dispose(path, site.file(path).get()));
    }

    private void keepTransactionalIdAlive() {
        if (Duration.between(lastCommit, clock.instant()).compareTo(KEEP_ALIVE_INTERVAL) > 0) {
            TransactionBatch outbox = new TransactionBatch();
            site.files().entrySet().stream()
                    .findFirst()
                    .ifPresent(file -> outbox.addFile(topics.fileStates, file.getKey(), Optional.of(file.getValue())));
            send(outbox);
        }
    }

    private void send(TransactionBatch outbox) {
        if (!outbox.isEmpty()) {
            transactions.commit(outbox);
            lastCommit = clock.instant();
        }
    }

    /** How many records this process has committed to a topic; any thread may ask. */
    public long committedTo(String topic) {
        return transactions.committedTo(topic);
    }

    private Optional<Content> reread(String path) {
        try {
            return Optional.of(Content.of(folder.read(path, limits.articleBytes())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watch.close();
        transactions.close();
        reader.close();
    }
}
