package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.SiteFolder.Scan;
import dev.heatwire.ingest.SiteFolder.Stamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what came to the site folder and what went, against the ledger. A file is read when nobody is writing it any
 * more; a file is gone when two whole scans have missed it, some time apart.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** A share that is mounted anew is away for a moment. */
    private static final Duration GONE_AFTER = Duration.ofMillis(700);

    private final SiteFolder folder;
    private final Site site;
    private final Clock clock;
    private final Duration rereadEvery;
    private final Settling settling;
    private final Set<String> unreadable = new HashSet<>();
    /** When a whole scan missed a file for the first time. */
    private final Map<String, Instant> missing = new HashMap<>();

    private Set<String> gone = Set.of();
    private Scan scan = new Scan(Map.of(), Set.of(), false);
    private Instant allRead;

    Arrivals(SiteFolder folder, Site site, Clock clock, Duration rereadEvery) {
        this.folder = folder;
        this.site = site;
        this.clock = clock;
        this.rereadEvery = rereadEvery;
        this.settling = new Settling(clock);
        this.allRead = clock.instant();
    }

    Scan look() {
        scan = folder.scan();
        settling.forgetAllBut(scan.files().keySet());
        unreadable.removeIf(path -> !scan.files().containsKey(path)
                || settling.isDone(path, scan.files().get(path)));
        Instant now = clock.instant();
        Set<String> missingNow = scan.complete() ? missing() : Set.of();
        missing.keySet().retainAll(missingNow);
        gone = missing.entrySet().stream()
                .filter(file -> !file.getValue().plus(GONE_AFTER).isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        missingNow.forEach(path -> missing.putIfAbsent(path, now));
        if (Duration.between(allRead, clock.instant()).compareTo(rereadEvery) >= 0) {
            settling.forgetAll();
            allRead = clock.instant();
        }
        return scan;
    }

    private Set<String> missing() {
        return site.files().entrySet().stream()
                .filter(file -> !file.getValue().taken())
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
        return unread() + missing.size() - gone.size();
    }

    int unread() {
        return scan.files().size() - settling.doneAmong(scan.files()) - unreadable.size();
    }

    void readAgain(String path) {
        settling.forget(path);
    }

    /** The content of a file that has not been read as it is now, unless somebody is writing it. */
    Optional<Content> content(String path, int limit) {
        Stamp stamp = scan.files().get(path);
        if (stamp == null || !settling.isNewAndSettled(path, stamp)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = folder.read(path, limit);
            if (!folder.stamp(path).equals(stamp)) {
                return Optional.empty();
            }
            settling.done(path, stamp);
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
