package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.directory.DirectoryListing;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.FileCleaner;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Publishes the changes of a site folder, one pass at a time. Each transaction holds articles together with the states
 * of their files, so a stop or crash at any moment neither loses nor repeats a change.
 */
public final class Ingest implements AutoCloseable {
    /** Passes run at least this often: file events can be lost, and retry requests arrive on a topic. */
    private static final Duration MAX_PASS_INTERVAL = Duration.ofSeconds(1);

    private final SiteDirectory directory;
    private final Topics topics;
    private final Limits limits;
    private final Clock clock;
    private final TransactionalWriter writer;
    private final BatchCommitter committer;
    private final CompactedTopicReader reader;
    private final RetryRequests retryRequests;
    private final FileStateIndex fileStates;
    private final ReferenceData referenceData;
    private final KnownTopics knownTopics = new KnownTopics();
    private final ChangeDetector changes;
    private final ReferenceFilePublisher referenceFiles;
    private final ArticleFilePublisher articleFiles;
    private final DirectoryWatcher watcher;
    private boolean mayReplaceSite;
    private Instant lastPass = Instant.MIN;
    private int waiting;

    /**
     * Fences the previous ingest of these topics, and reads the file states that it committed.
     *
     * @param client the settings of the user's cluster
     * @param mayReplaceSite whether to withdraw the articles of another site if the topics hold one
     */
    public Ingest(
            Path folder,
            Topics topics,
            Map<String, String> client,
            IngestSettings settings,
            Clock clock,
            boolean mayReplaceSite) {
        this.mayReplaceSite = mayReplaceSite;
        this.directory = new SiteDirectory(folder, settings.selection());
        this.topics = topics;
        this.limits = settings.limits();
        this.clock = clock;
        // before the file states are read: initTransactions completes the transaction of the fenced writer
        this.writer = new TransactionalWriter(client, topics, topics.articles.name() + "-ingest");
        this.committer = new BatchCommitter(writer, clock);
        this.reader = new CompactedTopicReader(client);
        this.referenceData = new ReferenceData(reader, topics, limits);
        this.retryRequests = new RetryRequests(reader, topics.fileStates);
        this.fileStates = new FileStateIndex(retryRequests.readFileStates());
        this.changes = new ChangeDetector(directory, fileStates, clock, settings.rereadEvery());
        ArticleReader articleReader = new ArticleReader(new ArticleParser(limits, clock, knownTopics), topics.articles);
        ChangePlanner planner = new ChangePlanner(topics, settings, clock, articleReader, fileStates, this::reread);
        FileCleaner cleaner = new FileCleaner(directory, settings.cleanupPolicy(), limits.articleBytes());
        this.referenceFiles = new ReferenceFilePublisher(
                referenceData, changes, planner, retryRequests, committer, limits.referenceBytes());
        this.articleFiles = new ArticleFilePublisher(
                changes,
                planner,
                retryRequests,
                committer,
                new CleanupQueue(cleaner, fileStates),
                limits.articleBytes());
        try {
            this.watcher = new DirectoryWatcher(folder.getFileSystem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The result of a pass.
     *
     * @param read how many files were read
     * @param changed whether anything was published
     * @param waiting how many files are still being written, or were missing for the first time
     */
    public record Pass(int read, boolean changed, int waiting) {}

    /** Receives the progress of a pass after each transaction. */
    @FunctionalInterface
    public interface Progress {
        void done(int files, int of);
    }

    /** The states of all files that have been read, by path. */
    public Map<String, FileState> files() {
        return Map.copyOf(fileStates.files());
    }

    /** How many files are in each state; states without files are absent. */
    public Map<FileState.State, Integer> counts() {
        return Map.copyOf(fileStates.counts());
    }

    /**
     * Runs a pass over the changed files if there are file events, if files wait to be read, or if the interval is
     * over.
     *
     * @param stop whether to end the pass after the current transaction
     */
    public Optional<Pass> passIfDue(BooleanSupplier stop, Progress progress) {
        Instant now = clock.instant();
        boolean due = watcher.hasChanges()
                || waiting > 0
                || lastPass.isAfter(now)
                || !lastPass.plus(MAX_PASS_INTERVAL).isAfter(now);
        return due ? Optional.of(pass(changes.scanChanged(watcher.takeChanges()), stop, progress)) : Optional.empty();
    }

    /** Runs a pass over the whole folder. */
    public Pass pass(BooleanSupplier stop, Progress progress) {
        return pass(changes.scanAll(), stop, progress);
    }

    private Pass pass(DirectoryListing listing, BooleanSupplier stop, Progress progress) {
        long transactionsBefore = writer.transactions();
        lastPass = clock.instant();
        watcher.watchOnly(listing.folders());
        refuseAnotherSite(listing);
        Set<String> retries = retryRequests.open();
        retries.forEach(path -> retry(path, listing));

        int toRead = changes.toRead();
        int referenceFilesRead = referenceFiles.publishChanges(retries);
        knownTopics.replace(referenceData.newsTopics());
        int articleFilesRead =
                articleFiles.publishChanges(retries, stop, read -> progress.done(referenceFilesRead + read, toRead));
        committer.keepTransactionalIdAlive(fileStates, topics.fileStates);
        int read = referenceFilesRead + articleFilesRead;
        progress.done(read, toRead);
        waiting = changes.waiting();
        return new Pass(read, writer.transactions() > transactionsBefore, waiting);
    }

    /** Checks the first listing only, before anything is withdrawn. */
    private void refuseAnotherSite(DirectoryListing listing) {
        if (!mayReplaceSite) {
            SiteMismatchException.throwIfOtherSite(
                    ArticleFilePublisher.articleFilesOf(listing.files().keySet()), fileStates, this::reread);
            mayReplaceSite = true;
        }
    }

    /** Rereads a rejected file that is in the folder; for any other file, replaces the request by the current state. */
    private void retry(String path, DirectoryListing listing) {
        Optional<FileState> state = fileStates.file(path);
        boolean isRejected =
                state.filter(file -> file.state() == FileState.State.REJECTED).isPresent();
        if (isRejected && listing.files().containsKey(path)) {
            changes.readAgain(path);
        } else if (!isRejected || listing.complete()) {
            TransactionBatch batch = new TransactionBatch();
            batch.addFileState(topics.fileStates, path, state);
            committer.commit(batch);
            retryRequests.close(path);
        }
    }

    /** How many records this process has committed to a topic; safe to call from any thread. */
    public long committedTo(String topic) {
        return writer.committedTo(topic);
    }

    private Optional<Content> reread(String path) {
        try {
            return Optional.of(Content.of(directory.read(path, limits.articleBytes())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watcher.close();
        writer.close();
        reader.close();
    }
}
