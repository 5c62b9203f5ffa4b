package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.directory.Content;
import dev.heatwire.ingest.directory.DirectoryWatcher;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.directory.SiteDirectory.DirectoryListing;
import dev.heatwire.ingest.directory.SiteDirectory.FileStamp;
import dev.heatwire.ingest.directory.WriteStabilityCheck;
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
 * Finds what came to the site folder and what went, against the ledger. A file is read when nobody is writing it any
 * more; a file is gone when two whole scans have missed it, some time apart.
 */
final class ChangeDetector {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeDetector.class);

    /** How often the whole folder is looked at, at most and at least: events get lost. */
    private static final Duration MIN_SCAN_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_SCAN_INTERVAL = Duration.ofSeconds(10);

    /** A share that is mounted anew is away for a moment. */
    private static final Duration MISSING_GRACE = Duration.ofMillis(700);

    private final SiteDirectory folder;
    private final FileStateIndex site;
    private final Clock clock;
    private final Duration rereadEvery;
    private final WriteStabilityCheck settling;
    /** What has not been read as it is now; some of it is being written. */
    private final Set<String> unread = new TreeSet<>();

    private final Set<String> unreadable = new HashSet<>();
    /** When a whole scan missed a file for the first time. */
    private final Map<String, Instant> missing = new HashMap<>();

    private Set<String> gone = Set.of();
    private DirectoryListing scan = new DirectoryListing(Map.of(), Set.of(), false);
    private Instant allRead;
    private Instant nextWholeLook = Instant.MIN;

    ChangeDetector(SiteDirectory folder, FileStateIndex site, Clock clock, Duration rereadEvery) {
        this.folder = folder;
        this.site = site;
        this.clock = clock;
        this.rereadEvery = rereadEvery;
        this.settling = new WriteStabilityCheck(clock);
        this.allRead = clock.instant();
    }

    /** Looks at what has changed, or at the whole folder when that does not say enough. */
    DirectoryListing scanChanged(DirectoryWatcher.Changes news) {
        if (!news.complete() || isTimeForAll() || !lookAt(news.changed())) {
            scanAll();
        }
        return scan;
    }

    private boolean isTimeForAll() {
        Instant now = clock.instant();
        return !nextWholeLook.isAfter(now)
                // the clock was put back
                || nextWholeLook.isAfter(now.plus(MAX_SCAN_INTERVAL))
                || missing.values().stream().anyMatch(since -> isGone(since, now));
    }

    private boolean lookAt(Set<Path> changed) {
        Optional<Map<String, FileStamp>> found = folder.scanChanged(scan, changed, unread);
        found.ifPresent(files -> {
            scan.files().putAll(files);
            files.forEach(this::sort);
        });
        return found.isPresent();
    }

    private void sort(String path, FileStamp stamp) {
        if (settling.isDone(path, stamp)) {
            unread.remove(path);
        } else {
            unread.add(path);
        }
    }

    /** Looks at every file, whatever is known to have happened. */
    DirectoryListing scanAll() {
        Instant start = clock.instant();
        scan = folder.scan();
        settling.forgetAllBut(scan.files().keySet());
        if (Duration.between(allRead, start).compareTo(rereadEvery) >= 0) {
            settling.forgetAll();
            allRead = start;
        }
        unread.clear();
        scan.files().forEach((path, stamp) -> {
            if (site.file(path).isEmpty()) {
                // a shadowed file that could not be read again was left out of the ledger: it is new once more
                settling.forget(path);
            }
            sort(path, stamp);
        });
        unreadable.retainAll(unread);
        findGone(start);
        Instant end = clock.instant();
        nextWholeLook = end.plus(pauseAfter(Duration.between(start, end)));
        return scan;
    }

    /** A look takes time, and must leave most of it. */
    static Duration pauseAfter(Duration scanChanged) {
        Duration pause = scanChanged.multipliedBy(4);
        if (pause.compareTo(MIN_SCAN_INTERVAL) < 0) {
            return MIN_SCAN_INTERVAL;
        }
        return pause.compareTo(MAX_SCAN_INTERVAL) < 0 ? pause : MAX_SCAN_INTERVAL;
    }

    private void findGone(Instant now) {
        Set<String> missingNow = scan.complete() ? missing() : Set.of();
        missing.keySet().retainAll(missingNow);
        gone = missing.entrySet().stream()
                .filter(file -> isGone(file.getValue(), now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        missingNow.forEach(path -> missing.putIfAbsent(path, now));
    }

    private static boolean isGone(Instant missingSince, Instant now) {
        return !missingSince.plus(MISSING_GRACE).isAfter(now);
    }

    private Set<String> missing() {
        return site.files().entrySet().stream()
                .filter(file -> !file.getValue().removedByIngest())
                .map(Map.Entry::getKey)
                .filter(path -> !scan.files().containsKey(path))
                .collect(Collectors.toSet());
    }

    /** Files of the ledger that are no longer in the folder, and were not taken from it by ingest. */
    Set<String> gone() {
        return gone;
    }

    /** How many files wait to be read, are being written, or are missing for the first time. */
    int waiting() {
        return toRead() + missing.size() - gone.size();
    }

    int toRead() {
        return unread.size() - unreadable.size();
    }

    /** The files that have not been read as they are now. */
    Set<String> unread() {
        return Set.copyOf(unread);
    }

    void readAgain(String path) {
        settling.forget(path);
        unread.add(path);
    }

    /** The content of a file that has not been read as it is now, unless somebody is writing it. */
    Optional<Content> content(String path, int limit) {
        FileStamp stamp = scan.files().get(path);
        if (stamp == null || !settling.isNewAndSettled(path, stamp)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = folder.read(path, limit);
            if (!folder.stamp(path).equals(stamp)) {
                return Optional.empty();
            }
            settling.done(path, stamp);
            unread.remove(path);
            unreadable.remove(path);
            return Optional.of(Content.of(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (unreadable.add(path)) {
                LOG.warn("{} cannot be opened, and is tried again: {}", path, e.toString());
            }
            // what is published stays until the file can be read again or is gone
            return site.file(path).isPresent() ? Optional.empty() : Optional.of(Content.UNREADABLE);
        }
    }

    /** Whether the ledger has this content under this path. */
    boolean isKnown(String path, Content content) {
        return site.file(path)
                .map(FileState::sha256)
                .filter(content.sha256()::equals)
                .isPresent();
    }
}
