package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.Content;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Publishes changed article files in transactions of bounded size, and withdraws the articles of removed files. */
final class ArticleFilePublisher {
    private static final long MAX_BYTES_PER_TRANSACTION = 8 << 20;

    private final IngestContext context;
    private final SiteDirectory directory;
    private final ChangeDetector changes;
    private final CleanupQueue cleanupQueue;

    ArticleFilePublisher(
            IngestContext context, SiteDirectory directory, ChangeDetector changes, CleanupQueue cleanupQueue) {
        this.context = context;
        this.directory = directory;
        this.changes = changes;
        this.cleanupQueue = cleanupQueue;
    }

    /**
     * @param retries files to publish even when they are unchanged
     * @param stop whether to return after the current transaction
     * @param progress receives the number of files read, after each transaction and every 500 unchanged files
     * @return how many files were read
     */
    int publishChanges(Set<String> retries, BooleanSupplier stop, IntConsumer progress) {
        Map<String, Content> batch = new LinkedHashMap<>();
        Set<String> unchanged = new HashSet<>();
        int read = 0;
        int reported = 0;
        long bytes = 0;
        for (String path : directory.articlesOf(changes.unread())) {
            if (stop.getAsBoolean()) {
                break;
            }
            Optional<Content> content =
                    changes.readIfStable(path, context.settings().limits().articleBytes());
            if (content.isPresent()) {
                read++;
                if (context.fileStates().isRecorded(path, content.get()) && !retries.contains(path)) {
                    unchanged.add(path);
                } else {
                    batch.put(path, content.get());
                    bytes += content.get().bytes().length;
                }
            }
            boolean isFull = batch.size() == TransactionBatch.MAX_FILES || bytes >= MAX_BYTES_PER_TRANSACTION;
            if (isFull) {
                publish(batch, Set.of());
                batch.clear();
                bytes = 0;
            }
            if (isFull || read - reported >= TransactionBatch.MAX_FILES) {
                progress.accept(read);
                reported = read;
            }
        }
        // removed files come last: the new path of a renamed file must be published before the old path is forgotten
        publish(batch, Set.of());
        for (Set<String> removed : TransactionBatch.slicesOf(directory.articlesOf(changes.removed()))) {
            if (stop.getAsBoolean()) {
                break;
            }
            publish(Map.of(), removed);
            progress.accept(read);
        }
        context.committer().commit(context.planner().planCleanup(unchanged));
        cleanupQueue.clean(unchanged);
        return read;
    }

    private void publish(Map<String, Content> batch, Set<String> removed) {
        TransactionBatch plan = context.planner().planArticles(batch, removed);
        context.committer().commit(plan);
        batch.keySet().forEach(context.retryRequests()::close);
        // other files, too: one that was shadowed and stayed may be published now
        cleanupQueue.clean(plan.files());
    }
}
