package dev.heatwire.ingest.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Decides whether a file can be read: its stamp must be stable, and its content must not have been read already. */
public final class WriteStabilityCheck {
    /** How long size and date of a file must be unchanged. */
    public static final Duration STABLE_FOR = Duration.ofMillis(500);

    private final Clock clock;
    private final Map<String, FileStamp> read = new HashMap<>();
    private final Map<String, Observation> observed = new HashMap<>();

    public WriteStabilityCheck(Clock clock) {
        this.clock = clock;
    }

    private record Observation(FileStamp stamp, Instant since) {}

    public boolean isUnreadAndStable(String path, FileStamp stamp) {
        if (isRead(path, stamp)) {
            return false;
        }
        Instant stableSince = clock.instant().minus(STABLE_FOR);
        if (!stamp.modified().toInstant().isAfter(stableSince)) {
            return true;
        }
        // a date in the future says nothing about the last write: observe the stamp instead
        Observation observation = observed.get(path);
        if (observation == null || !observation.stamp().equals(stamp)) {
            observed.put(path, new Observation(stamp, clock.instant()));
            return false;
        }
        return !observation.since().isAfter(stableSince);
    }

    public boolean isRead(String path, FileStamp stamp) {
        return stamp.equals(read.get(path));
    }

    public void markRead(String path, FileStamp stamp) {
        read.put(path, stamp);
        observed.remove(path);
    }

    public void forget(String path) {
        read.remove(path);
    }

    public void retain(Set<String> paths) {
        read.keySet().retainAll(paths);
        observed.keySet().retainAll(paths);
    }

    /** Makes every file unread. */
    public void forgetAll() {
        read.clear();
    }
}
