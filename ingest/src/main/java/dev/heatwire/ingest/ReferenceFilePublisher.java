package dev.heatwire.ingest;

import dev.heatwire.ingest.parse.Content;
import java.util.Optional;
import java.util.Set;

/** Publishes changed reference files, all in one transaction. */
final class ReferenceFilePublisher {
    private final IngestContext context;
    private final ReferenceData referenceData;
    private final ChangeDetector changes;

    ReferenceFilePublisher(IngestContext context, ReferenceData referenceData, ChangeDetector changes) {
        this.context = context;
        this.referenceData = referenceData;
        this.changes = changes;
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
                context.planner().forget(file, batch);
            }
            Optional<Content> content =
                    changes.readIfStable(file, context.settings().limits().referenceBytes());
            if (content.isPresent()) {
                read++;
                if (!changes.isRecorded(file, content.get()) || retries.contains(file)) {
                    context.planner().planReferenceFile(table, content.get(), batch);
                    context.retryRequests().close(file);
                }
            }
        }
        context.committer().commit(batch);
        return read;
    }
}
