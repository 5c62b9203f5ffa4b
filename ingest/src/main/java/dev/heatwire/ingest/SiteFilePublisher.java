package dev.heatwire.ingest;

import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.Content;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.site.SiteFile;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Applies {@code site.yaml} to everything that reads the folder. A file with errors changes nothing; when ingest starts
 * with one, no article file is read until it is mended.
 */
final class SiteFilePublisher {
    private final IngestContext context;
    private final SiteDirectory directory;
    private final ChangeDetector changes;
    private final AtomicReference<SiteLayout> layout;
    /** What was read and is not recorded yet. */
    private Optional<Content> content = Optional.empty();

    private ParseResult<SiteLayout> result = ParseResult.rejected(ParseResult.UNREADABLE);

    /** @param layout the layout that the parser of articles uses */
    SiteFilePublisher(
            IngestContext context,
            SiteDirectory directory,
            ChangeDetector changes,
            AtomicReference<SiteLayout> layout) {
        this.context = context;
        this.directory = directory;
        this.changes = changes;
        this.layout = layout;
    }

    /** @return whether the folder must be scanned again, because its layout has changed */
    boolean apply() {
        if (changes.removed().contains(SiteLayout.FILE)) {
            return use(SiteLayout.STANDARD);
        }
        Optional<Content> read = changes.readIfStable(
                SiteLayout.FILE, context.settings().limits().referenceBytes());
        if (read.isEmpty()) {
            return false;
        }
        content = read;
        result = read.get() == Content.UNREADABLE
                ? ParseResult.rejected(ParseResult.UNREADABLE)
                : SiteFile.read(read.get().bytes(), context.settings().limits());
        return result.value().map(this::use).orElse(false);
    }

    private boolean use(SiteLayout read) {
        boolean differs = directory
                .layout()
                .map(SiteLayout::fingerprint)
                .filter(read.fingerprint()::equals)
                .isEmpty();
        if (differs) {
            directory.use(read);
            layout.set(read);
        }
        return differs;
    }

    /**
     * Records the state of the file if it was read.
     *
     * @param retries files whose state is recorded again
     */
    int publishChanges(Set<String> retries) {
        TransactionBatch batch = new TransactionBatch();
        if (changes.removed().contains(SiteLayout.FILE)) {
            context.planner().forget(SiteLayout.FILE, batch);
        }
        int read = content.isPresent() ? 1 : 0;
        content.ifPresent(found -> {
            context.planner().planReferenceFile(SiteLayout.FILE, found, result, retries, batch);
            context.retryRequests().close(SiteLayout.FILE);
        });
        context.committer().commit(batch);
        content = Optional.empty();
        return read;
    }
}
