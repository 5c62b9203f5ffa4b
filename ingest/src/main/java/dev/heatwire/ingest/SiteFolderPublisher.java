package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.directory.DirectoryListing;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.FileCleaner;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.layout.SiteLayout;
import dev.heatwire.ingest.parse.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Publishes the changes of the site folder: reference files first, because article files refer to them. */
final class SiteFolderPublisher implements AutoCloseable {
    private final IngestContext context;
    private final SiteDirectory directory;
    private final ChangeDetector changes;
    private final ReferenceData referenceData;
    private final SiteFilePublisher siteFile;
    private final ReferenceFilePublisher referenceFiles;
    private final ArticleFilePublisher articleFiles;
    private final DirectoryWatcher watcher;
    private DirectoryListing listing = new DirectoryListing(Map.of(), Set.of(), false);
    private boolean mayReplaceSite;

    /**
     * @param layout the layout that the parser of articles uses
     * @param mayReplaceSite whether to withdraw the articles of another site if the topics hold one
     */
    SiteFolderPublisher(
            Path folder,
            IngestContext context,
            ReferenceData referenceData,
            AtomicReference<SiteLayout> layout,
            boolean mayReplaceSite) {
        this.context = context;
        this.referenceData = referenceData;
        this.mayReplaceSite = mayReplaceSite;
        IngestSettings settings = context.settings();
        this.directory = new SiteDirectory(folder, settings.selection());
        this.changes = new ChangeDetector(directory, context.fileStates(), context.clock(), settings.rereadEvery());
        FileCleaner cleaner = new FileCleaner(
                directory, settings.cleanupPolicy(), settings.limits().articleBytes());
        this.referenceFiles = new ReferenceFilePublisher(context, referenceData, directory, changes);
        this.siteFile = new SiteFilePublisher(context, directory, changes, layout);
        this.articleFiles =
                new ArticleFilePublisher(context, directory, changes, new CleanupQueue(cleaner, context.fileStates()));
        this.watcher = new DirectoryWatcher(folder.getFileSystem());
    }

    /** Whether there are file events, or files that wait to be read. */
    boolean isDue() {
        return watcher.hasChanges() || changes.waiting() > 0;
    }

    /**
     * Finds the changes since the last scan.
     *
     * @param whole whether to scan the whole folder, whatever the file events say
     * @throws SiteMismatchException on the first scan, before anything is withdrawn
     */
    void scan(boolean whole) {
        listing = whole ? changes.scanAll() : changes.scanChanged(watcher.takeChanges());
        if (siteFile.apply()) {
            listing = changes.scanAnew();
            referenceFiles.publishAll();
        }
        watcher.watchOnly(listing.folders());
        if (!mayReplaceSite && directory.layout().isPresent()) {
            SiteMismatchException.throwIfOtherSite(
                    directory.articlesOf(listing.files().keySet()), context.fileStates(), this::read);
            mayReplaceSite = true;
        }
    }

    /** Rereads a rejected file that is in the folder; for any other file, replaces the request by the current state. */
    void retry(String path) {
        Optional<FileState> state = context.fileStates().file(path);
        boolean isRejected =
                state.filter(file -> file.state() == FileState.State.REJECTED).isPresent();
        if (isRejected && listing.files().containsKey(path)) {
            changes.readAgain(path);
        } else if (!isRejected || listing.complete()) {
            TransactionBatch batch = new TransactionBatch();
            batch.addFileState(context.topics().fileStates, path, state);
            context.committer().commit(batch);
            context.retryRequests().close(path);
        }
    }

    /** Whether site.yaml was read, or the folder has none. */
    boolean hasLayout() {
        return directory.layout().isPresent();
    }

    /** Whether every folder could be listed by the last scan. */
    boolean isListed() {
        return listing.complete();
    }

    int toRead() {
        return changes.toRead();
    }

    int waiting() {
        return changes.waiting();
    }

    /** The files that have been changing for too long to wait for them. */
    Set<String> writtenWithoutEnd() {
        return changes.writtenWithoutEnd();
    }

    /**
     * Publishes the changes of the last scan.
     *
     * @param retries files to publish even when they are unchanged
     * @param stop whether to return after the current transaction
     * @param progress receives the number of files read, after each transaction
     * @return how many files were read
     */
    int publishChanges(Set<String> retries, BooleanSupplier stop, IntConsumer progress) {
        int reference = siteFile.publishChanges(retries)
                + referenceFiles.publishChanges(listing.files().keySet(), retries);
        context.knownTopics().replace(referenceData.newsTopics());
        return reference + articleFiles.publishChanges(retries, stop, read -> progress.accept(reference + read));
    }

    /** The current content of an article file; empty when it cannot be read. */
    Optional<Content> read(String path) {
        try {
            return Optional.of(directory.contentOf(
                    path, directory.read(path, context.settings().limits().articleBytes())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        watcher.close();
    }
}
