package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.Content;
import java.util.Optional;
import java.util.Set;

/** Publishes changed reference files, all in one transaction. */
final class ReferenceFilePublisher {
    private final ReferenceData referenceData;
    private final ChangeDetector changes;
    private final ChangePlanner planner;
    private final RetryRequests retryRequests;
    private final BatchCommitter committer;
    private final int maxFileBytes;

    ReferenceFilePublisher(
            ReferenceData referenceData,
            ChangeDetector changes,
            ChangePlanner planner,
            RetryRequests retryRequests,
            BatchCommitter committer,
            int maxFileBytes) {
        this.referenceData = referenceData;
        this.changes = changes;
        this.planner = planner;
        this.retryRequests = retryRequests;
        this.committer = committer;
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * @param retries files to publish even when they are unchanged
     * @return how many files were read
     */
    int publishChanges(Set<String> retries) {
        TransactionBatch batch = new TransactionBatch();
        int read = 0;
        for (ReferenceData.Table<?> table : referenceData.tables()) {
            String file = table.file();
            if (changes.removed().contains(file)) {
                table.clear(batch);
                planner.forget(file, batch);
            }
            Optional<Content> content = changes.readIfStable(file, maxFileBytes);
            if (content.isPresent()) {
                read++;
                if (!changes.isRecorded(file, content.get()) || retries.contains(file)) {
                    planner.planReferenceFile(table, content.get(), batch);
                    retryRequests.close(file);
                }
            }
        }
        committer.commit(batch);
        return read;
    }
}
