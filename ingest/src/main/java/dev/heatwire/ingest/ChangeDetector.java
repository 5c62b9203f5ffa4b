package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.directory.DirectoryListing;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.FileStamp;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.directory.WriteStabilityCheck;
import dev.heatwire.ingest.parse.Content;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds new, changed and removed files by comparing the site folder with the recorded file states. A file is read once
 * its size and date are stable; a file counts as removed once two full scans, some time apart, have not found it.
 */
final class ChangeDetector {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeDetector.class);

    /** Full scans run in this range of intervals, because file events can be lost. */
    private static final Duration MIN_SCAN_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_SCAN_INTERVAL = Duration.ofSeconds(10);

    /** A network share is unavailable for a moment while it is mounted again. */
    private static final Duration MISSING_GRACE = Duration.ofMillis(700);

    private final SiteDirectory directory;
    private final FileStateIndex fileStates;
    private final Clock clock;
    private final Duration rereadEvery;
    private final WriteStabilityCheck stability;
    /** Files whose current content has not been read; some are still being written. */
    private final Set<String> unread = new TreeSet<>();

    private final Set<String> unreadable = new HashSet<>();
    /** When a full scan first missed a file. */
    private final Map<String, Instant> missing = new HashMap<>();

    private Set<String> removed = Set.of();
    private DirectoryListing listing = new DirectoryListing(Map.of(), Set.of(), false);
    private Instant lastFullReread;
    private Instant nextFullScan = Instant.MIN;

    ChangeDetector(SiteDirectory directory, FileStateIndex fileStates, Clock clock, Duration rereadEvery) {
        this.directory = directory;
        this.fileStates = fileStates;
        this.clock = clock;
        this.rereadEvery = rereadEvery;
        this.stability = new WriteStabilityCheck(clock);
        this.lastFullReread = clock.instant();
    }

    /** Checks the changed files, or runs a full scan if one is due or the file events are incomplete. */
    DirectoryListing scanChanged(DirectoryWatcher.Changes changes) {
        if (!changes.complete() || isFullScanDue() || !checkFiles(changes.paths())) {
            scanAll();
        }
        return listing;
    }

    private boolean isFullScanDue() {
        Instant now = clock.instant();
        return !nextFullScan.isAfter(now)
                // the clock was set back
                || nextFullScan.isAfter(now.plus(MAX_SCAN_INTERVAL))
                || missing.values().stream().anyMatch(since -> isGraceOver(since, now));
    }

    private boolean checkFiles(Set<Path> changed) {
        Optional<Map<String, FileStamp>> found = directory.scanChanged(listing, changed, unread);
        found.ifPresent(files -> {
            listing.files().putAll(files);
            files.forEach(this::updateUnread);
        });
        return found.isPresent();
    }

    private void updateUnread(String path, FileStamp stamp) {
        if (stability.isRead(path, stamp)) {
            unread.remove(path);
        } else {
            unread.add(path);
        }
    }

    /** Scans the whole folder. */
    DirectoryListing scanAll() {
        Instant start = clock.instant();
        listing = directory.scan();
        directory.logNotes();
        stability.retain(listing.files().keySet());
        if (Duration.between(lastFullReread, start).compareTo(rereadEvery) >= 0) {
            stability.forgetAll();
            lastFullReread = start;
        }
        unread.clear();
        listing.files().forEach((path, stamp) -> {
            if (fileStates.file(path).isEmpty()) {
                // the state of a shadowed file is deleted when it cannot be reread; such a file is new again
                stability.forget(path);
            }
            updateUnread(path, stamp);
        });
        unreadable.retainAll(unread);
        updateRemoved(start);
        Instant end = clock.instant();
        nextFullScan = end.plus(intervalAfter(Duration.between(start, end)));
        return listing;
    }

    /** Scans the whole folder after its layout has changed; every file is unread. */
    DirectoryListing scanAnew() {
        stability.forgetAll();
        return scanAll();
    }

    /** At most a twentieth of the time is spent on full scans, unless the interval would exceed its maximum. */
    static Duration intervalAfter(Duration scanTime) {
        Duration interval = scanTime.multipliedBy(19);
        if (interval.compareTo(MIN_SCAN_INTERVAL) < 0) {
            return MIN_SCAN_INTERVAL;
        }
        return interval.compareTo(MAX_SCAN_INTERVAL) < 0 ? interval : MAX_SCAN_INTERVAL;
    }

    private void updateRemoved(Instant now) {
        Set<String> missingNow = listing.complete() ? missing() : Set.of();
        missing.keySet().retainAll(missingNow);
        removed = missing.entrySet().stream()
                .filter(file -> isGraceOver(file.getValue(), now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        missingNow.forEach(path -> missing.putIfAbsent(path, now));
    }

    private static boolean isGraceOver(Instant missingSince, Instant now) {
        return !missingSince.plus(MISSING_GRACE).isAfter(now);
    }

    private Set<String> missing() {
        return fileStates.files().entrySet().stream()
                .filter(file -> !file.getValue().removedByIngest())
                .map(Map.Entry::getKey)
                .filter(path -> FileState.keyOfRecord(path).isEmpty())
                .filter(path -> !listing.files().containsKey(path))
                .collect(Collectors.toSet());
    }

    /** Recorded files that are no longer in the folder and were not removed by ingest. */
    Set<String> removed() {
        return removed;
    }

    /** How many files wait to be read, are still being written, or were missing for the first time. */
    int waiting() {
        return toRead() + missing.size() - removed.size();
    }

    int toRead() {
        return unread.size() - unreadable.size();
    }

    /** The unread files that have been changing for so long that they may never be complete. */
    Set<String> writtenWithoutEnd() {
        return unread.stream()
                .filter(path -> !unreadable.contains(path) && stability.isWrittenWithoutEnd(path))
                .collect(Collectors.toSet());
    }

    /** The files whose current content has not been read. */
    Set<String> unread() {
        return Set.copyOf(unread);
    }

    void readAgain(String path) {
        stability.forget(path);
        unread.add(path);
    }

    /** Reads an unread file; empty while the file is still being written. */
    Optional<Content> readIfStable(String path, int limit) {
        FileStamp stamp = listing.files().get(path);
        if (stamp == null || !stability.isUnreadAndStable(path, stamp)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = directory.read(path, limit);
            if (!directory.stamp(path).equals(stamp)) {
                return Optional.empty();
            }
            stability.markRead(path, stamp);
            unread.remove(path);
            unreadable.remove(path);
            return Optional.of(directory.contentOf(path, bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (unreadable.add(path)) {
                LOG.warn("{} cannot be read and will be tried again: {}", path, e.toString());
            }
            // a published article stays until its file can be read again or is removed
            return fileStates.file(path).isPresent() ? Optional.empty() : Optional.of(Content.UNREADABLE);
        }
    }
}
