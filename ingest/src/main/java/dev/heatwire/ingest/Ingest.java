package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.ArticleParser;
import dev.heatwire.ingest.parse.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Publishes the changes of a site folder, of the input topic, or of both, one pass at a time. Each transaction holds
 * articles together with the states of their files, so a stop or crash at any moment neither loses nor repeats a
 * change.
 */
public final class Ingest implements AutoCloseable {
    /** Passes run at least this often: file events can be lost, and retry requests arrive on a topic. */
    private static final Duration MAX_PASS_INTERVAL = Duration.ofSeconds(1);

    private final Map<String, String> client;
    private final IngestContext context;
    private final TransactionalWriter writer;
    private final CompactedTopicReader reader;
    private final Optional<SiteFolderPublisher> folder;
    private final Optional<InputTopicPublisher> inputTopic;
    private boolean mayReplaceSite;
    private Instant lastPass = Instant.MIN;

    /**
     * Fences the previous ingest of these topics, and reads the file states that it committed.
     *
     * @param client the settings of the user's cluster
     */
    public Ingest(
            IngestSources sources, Topics topics, Map<String, String> client, IngestSettings settings, Clock clock) {
        this.client = client;
        // before the file states are read: initTransactions completes the transaction of the fenced writer
        this.writer = new TransactionalWriter(client, topics, topics.articles.name() + "-ingest");
        this.reader = new CompactedTopicReader(client);
        ReferenceData referenceData = new ReferenceData(reader, topics, settings.limits());
        RetryRequests retryRequests = new RetryRequests(reader, topics.fileStates);
        FileStateIndex fileStates = new FileStateIndex(retryRequests.readFileStates());
        KnownTopics knownTopics = new KnownTopics();
        knownTopics.replace(referenceData.newsTopics());
        AtomicReference<SiteLayout> layout = new AtomicReference<>(SiteLayout.STANDARD);
        ArticleReader articles = new ArticleReader(
                new ArticleParser(settings.limits(), clock, knownTopics, layout::get), topics.articles);
        this.context = new IngestContext(
                topics,
                settings,
                clock,
                fileStates,
                retryRequests,
                knownTopics,
                new ChangePlanner(topics, settings, clock, articles, fileStates, this::reread),
                new BatchCommitter(writer::commit, clock));
        this.folder = sources.folder()
                .map(path -> new SiteFolderPublisher(path, context, referenceData, layout, sources.mayReplaceSite()));
        this.mayReplaceSite = sources.mayReplaceSite();
        this.inputTopic = sources.fromTopic()
                ? Optional.of(new InputTopicPublisher(InputTopicReader.open(client, topics), context))
                : Optional.empty();
    }

    /**
     * The result of a pass.
     *
     * @param read how many files were read
     * @param changed whether anything was published
     * @param waiting how many files are still being written, or were missing for the first time, and how many records
     *     of the input topic may wait
     * @param beingWritten those of the waiting files that have been written for so long that they may never be complete
     * @param listed whether every folder of the site could be listed
     */
    public record Pass(int read, boolean changed, int waiting, Set<String> beingWritten, boolean listed) {
        /** Whether there is nothing more to wait for, except for files that are written without end. */
        public boolean isDone() {
            return waiting == beingWritten.size();
        }

        /** This pass with the files of an earlier one. */
        public Pass after(Pass earlier) {
            return new Pass(earlier.read + read, earlier.changed || changed, waiting, beingWritten, listed);
        }
    }

    /** Receives the progress of a pass after each transaction. */
    @FunctionalInterface
    public interface Progress {
        void done(int files, int of);
    }

    /** The states of all files that have been read, by path. */
    public Map<String, FileState> files() {
        return Map.copyOf(context.fileStates().files());
    }

    /** How many files are in each state; states without files are absent. */
    public Map<FileState.State, Integer> counts() {
        return Map.copyOf(context.fileStates().counts());
    }

    /**
     * Runs a pass over the changes if there are file events, if files or records wait to be read, or if the interval is
     * over.
     *
     * @param stop whether to end the pass after the current transaction
     */
    public Optional<Pass> passIfDue(BooleanSupplier stop, Progress progress) {
        Instant now = context.clock().instant();
        boolean due = readableTopic().filter(InputTopicPublisher::isDue).isPresent()
                || folder.filter(SiteFolderPublisher::isDue).isPresent()
                || lastPass.isAfter(now)
                || !lastPass.plus(MAX_PASS_INTERVAL).isAfter(now);
        return due ? Optional.of(pass(false, stop, progress)) : Optional.empty();
    }

    /** Runs a pass over the whole folder and the input topic. */
    public Pass pass(BooleanSupplier stop, Progress progress) {
        return pass(true, stop, progress);
    }

    private Pass pass(boolean wholeFolder, BooleanSupplier stop, Progress progress) {
        long transactionsBefore = writer.transactions();
        lastPass = context.clock().instant();
        folder.ifPresent(site -> site.scan(wholeFolder));
        Set<String> retries = context.retryRequests().open();
        retries.forEach(this::retry);

        replaceForeignArticles();
        int toRead = folder.map(SiteFolderPublisher::toRead).orElse(0);
        int recordsBefore = recordsRead();
        // a large folder does not hold up the input topic: its records have a turn after each transaction
        int files = folder.map(site -> site.publishChanges(retries, stop, read -> {
                    if (!stop.getAsBoolean()) {
                        readableTopic().ifPresent(topic -> topic.publishNext(Duration.ZERO));
                    }
                    progress.done(read, toRead);
                }))
                .orElse(0);
        readableTopic()
                .ifPresent(topic -> topic.publishChanges(stop, () -> {
                    int done = files + recordsRead() - recordsBefore;
                    progress.done(done, done + topic.waiting());
                }));
        int read = files + recordsRead() - recordsBefore;
        boolean changed = writer.transactions() > transactionsBefore;
        if (context.retryRequests().brokerAnswers()) {
            inputTopic.ifPresent(InputTopicPublisher::keepPositions);
            context.committer().keepTransactionalIdAlive(context.fileStates(), context.topics().fileStates);
        }
        progress.done(read, Math.max(toRead, read));
        int waiting = folder.map(SiteFolderPublisher::waiting).orElse(0)
                + readableTopic().map(InputTopicPublisher::waiting).orElse(0);
        return new Pass(
                read,
                changed,
                waiting,
                folder.map(SiteFolderPublisher::writtenWithoutEnd).orElse(Set.of()),
                folder.map(SiteFolderPublisher::isListed).orElse(true));
    }

    /** Absent while site.yaml could not be read since the start: it says how records are read, too. */
    private Optional<InputTopicPublisher> readableTopic() {
        return inputTopic.filter(
                topic -> folder.filter(site -> !site.hasLayout()).isEmpty());
    }

    private int recordsRead() {
        return inputTopic.map(InputTopicPublisher::read).orElse(0);
    }

    /** Once, if the user allows it. */
    private void replaceForeignArticles() {
        if (mayReplaceSite) {
            try (CompactedTopicReader articles = new CompactedTopicReader(client)) {
                Set<String> foreign = ForeignArticles.in(articles, context.topics().articles, context.fileStates());
                TransactionBatch.slicesOf(foreign)
                        .forEach(slice ->
                                context.committer().commit(context.planner().planReplacement(slice)));
            }
            mayReplaceSite = false;
        }
    }

    /** A request for a source that this ingest does not read stays open. */
    private void retry(String path) {
        if (FileState.keyOfRecord(path).isPresent()) {
            readableTopic().ifPresent(topic -> topic.retry(path));
        } else {
            folder.ifPresent(site -> site.retry(path));
        }
    }

    private Optional<Content> reread(String path) {
        return FileState.keyOfRecord(path).isPresent()
                ? inputTopic.flatMap(topic -> topic.reread(path))
                : folder.flatMap(site -> site.read(path));
    }

    /** How many records this process has committed to a topic; safe to call from any thread. */
    public long committedTo(String topic) {
        return writer.committedTo(topic);
    }

    @Override
    public void close() {
        folder.ifPresent(SiteFolderPublisher::close);
        inputTopic.ifPresent(InputTopicPublisher::close);
        writer.close();
        reader.close();
    }
}
