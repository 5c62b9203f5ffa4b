package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.TopicSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Commits batches that have records, and commits one now and then so that the transactional id does not expire. */
final class BatchCommitter {
    /** Brokers expire a transactional id after seven idle days (transactional.id.expiration.ms). */
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofDays(1);

    private final Consumer<TransactionBatch> writer;
    private final Clock clock;
    private Instant lastCommit;

    /** @param writer commits a batch in one transaction */
    BatchCommitter(Consumer<TransactionBatch> writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.lastCommit = clock.instant();
    }

    void commit(TransactionBatch batch) {
        if (!batch.isEmpty()) {
            writer.accept(batch);
            lastCommit = clock.instant();
        }
    }

    /** Writes one file state again when the last commit is long ago. */
    void keepTransactionalIdAlive(FileStateIndex fileStates, TopicSpec<FileState> topic) {
        if (Duration.between(lastCommit, clock.instant()).compareTo(KEEP_ALIVE_INTERVAL) > 0) {
            TransactionBatch batch = new TransactionBatch();
            fileStates.files().entrySet().stream()
                    .findFirst()
                    .ifPresent(file -> batch.addFileState(topic, file.getKey(), Optional.of(file.getValue())));
            commit(batch);
        }
    }
}
