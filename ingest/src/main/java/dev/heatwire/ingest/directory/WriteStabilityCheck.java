package dev.heatwire.ingest.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a file can be read: its stamp must be stable, and its content must not have been read already. */
public final class WriteStabilityCheck {
    /** How long size and date of a file must be unchanged. */
    public static final Duration STABLE_FOR = Duration.ofMillis(500);

    /** A file that is still changing after this time is not worth waiting for. */
    public static final Duration MAX_WRITE_TIME = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WriteStabilityCheck.class);

    private final Clock clock;
    private final Map<String, FileStamp> read = new HashMap<>();
    private final Map<String, Observation> observed = new HashMap<>();
    /** When a file was first seen changing. */
    private final Map<String, Instant> changing = new HashMap<>();

    private final Set<String> named = new HashSet<>();

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
        changing.putIfAbsent(path, clock.instant());
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
        changing.remove(path);
        named.remove(path);
    }

    public void forget(String path) {
        read.remove(path);
    }

    public void retain(Set<String> paths) {
        read.keySet().retainAll(paths);
        observed.keySet().retainAll(paths);
        changing.keySet().retainAll(paths);
        named.retainAll(paths);
    }

    /** Whether a file has been changing for {@link #MAX_WRITE_TIME}; logs that once. */
    public boolean isWrittenWithoutEnd(String path) {
        Instant since = changing.get(path);
        if (since == null || since.plus(MAX_WRITE_TIME).isAfter(clock.instant())) {
            return false;
        }
        if (named.add(path)) {
            LOG.warn(
                    "{} is still being written and is not published before it has been unchanged for {} ms",
                    path,
                    STABLE_FOR.toMillis());
        }
        return true;
    }

    /** Makes every file unread. */
    public void forgetAll() {
        read.clear();
    }
}
