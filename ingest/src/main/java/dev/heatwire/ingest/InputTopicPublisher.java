package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.parse.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Publishes the article files of the input topic; each transaction also commits the position behind its records. */
final class InputTopicPublisher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration MAX_TIME = Duration.ofSeconds(1);

    /** Brokers expire a committed position after seven days, even of a partition without new records. */
    private static final Duration KEEP_INTERVAL = Duration.ofDays(1);

    private final InputTopicReader reader;
    private final IngestContext context;
    /** Records that are read and not yet published. */
    private Optional<InputTopicReader.Batch> next = Optional.empty();

    private int read;
    private Instant lastKept = Instant.MIN;

    InputTopicPublisher(InputTopicReader reader, IngestContext context) {
        this.reader = reader;
        this.context = context;
    }

    /** Whether there are records to publish, or may be. */
    boolean isDue() {
        if (next.isEmpty()) {
            next = reader.poll(Duration.ZERO);
        }
        return next.isPresent() || waiting() > 0;
    }

    /** How many records are read and not yet published, or may wait to be read. */
    int waiting() {
        int inHand = next.map(InputTopicReader.Batch::size).orElse(0);
        return (int) Math.min(reader.lag() + inHand, Integer.MAX_VALUE);
    }

    /** How many records were read since the start, of several with one key between two transactions the last one. */
    int read() {
        return read;
    }

    /**
     * Publishes the records that are there now, for about a second: they may arrive faster than they are published, and
     * the site folder waits meanwhile.
     *
     * @param stop whether to return before the next transaction
     * @param progress is told of each transaction
     */
    void publishChanges(BooleanSupplier stop, Runnable progress) {
        Instant start = context.clock().instant();
        // what waits may be transaction markers, or records that are still being fetched
        while (!isOver(start) && isDue() && !stop.getAsBoolean() && publishNext(POLL)) {
            progress.run();
        }
    }

    private boolean isOver(Instant start) {
        // absolute, because the clock can be set back
        return Duration.between(start, context.clock().instant()).abs().compareTo(MAX_TIME) >= 0;
    }

    /**
     * Publishes the next records in one transaction.
     *
     * @param wait how long to wait for records
     * @return whether there were any
     */
    boolean publishNext(Duration wait) {
        Optional<InputTopicReader.Batch> polled = next.isPresent() ? next : reader.poll(wait);
        next = Optional.empty();
        polled.ifPresent(this::publish);
        return polled.isPresent();
    }

    private void publish(InputTopicReader.Batch records) {
        TransactionBatch batch = context.planner().planArticles(unprocessed(records.contents()), records.withdrawn());
        records.refused().forEach((path, content) -> context.planner().refuse(path, content, batch));
        batch.addPositions(reader.group(), records.positions());
        context.committer().commit(batch);
        records.contents().keySet().forEach(context.retryRequests()::close);
        read += records.size();
    }

    /** A record is read again when its committed position was lost. */
    private Map<String, Content> unprocessed(Map<String, Content> contents) {
        Map<String, Content> unprocessed = new LinkedHashMap<>(contents);
        unprocessed.entrySet().removeIf(file -> isProcessed(file.getKey(), file.getValue()));
        return unprocessed;
    }

    private boolean isProcessed(String path, Content content) {
        return context.fileStates().isRecorded(path, content)
                && context.fileStates().file(path).flatMap(FileState::position).equals(content.position());
    }

    /** Commits the positions of all partitions at the start and once a day, so that none of them expires. */
    void keepPositions() {
        Instant now = context.clock().instant();
        boolean due = lastKept.isAfter(now) || !lastKept.plus(KEEP_INTERVAL).isAfter(now);
        // the reader is ahead of the transactions while records wait to be published
        if (due && next.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> positions = reader.positions();
            if (!positions.isEmpty()) {
                TransactionBatch batch = new TransactionBatch();
                batch.addPositions(reader.group(), positions);
                context.committer().commit(batch);
                lastKept = now;
            }
        }
    }

    /** Reads a rejected record again; for any other one, replaces the request by the current state. */
    void retry(String path) {
        Optional<FileState> state = context.fileStates().file(path);
        Optional<Content> content =
                state.filter(record -> record.state() == State.REJECTED).flatMap(record -> reread(path));
        TransactionBatch batch = content.isPresent()
                ? context.planner().planArticles(Map.of(path, content.get()), Set.of())
                : new TransactionBatch();
        if (content.isEmpty()) {
            batch.addFileState(context.topics().fileStates, path, state);
        }
        context.committer().commit(batch);
        context.retryRequests().close(path);
    }

    /** The content of a record that has a state; empty when a later record of its key replaced it. */
    Optional<Content> reread(String path) {
        String key = FileState.keyOfRecord(path).orElseThrow();
        return context.fileStates()
                .file(path)
                .flatMap(FileState::position)
                .flatMap(position -> reader.reread(key, position));
    }

    @Override
    public void close() {
        reader.close();
    }
}
