package dev.heatwire.ingest.directory;

import dev.heatwire.ingest.directory.SiteDirectory.FileStamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells files that somebody may still be writing from those that are whole, and from those already read. */
public final class WriteStabilityCheck {
    /** How long a file must have stayed as it is. */
    public static final Duration STABLE_FOR = Duration.ofMillis(500);

    private final Clock clock;
    private final Map<String, FileStamp> done = new HashMap<>();
    private final Map<String, Observation> waiting = new HashMap<>();

    public WriteStabilityCheck(Clock clock) {
        this.clock = clock;
    }

    private record Observation(FileStamp stamp, Instant first) {}

    public boolean isNewAndSettled(String path, FileStamp stamp) {
        if (isDone(path, stamp)) {
            return false;
        }
        Instant settledSince = clock.instant().minus(STABLE_FOR);
        if (!stamp.modified().toInstant().isAfter(settledSince)) {
            return true;
        }
        // a date in the future proves nothing: then the file must be seen unchanged for a while
        Observation sighting = waiting.get(path);
        if (sighting == null || !sighting.stamp().equals(stamp)) {
            waiting.put(path, new Observation(stamp, clock.instant()));
            return false;
        }
        return !sighting.first().isAfter(settledSince);
    }

    public boolean isDone(String path, FileStamp stamp) {
        return stamp.equals(done.get(path));
    }

    public void done(String path, FileStamp stamp) {
        done.put(path, stamp);
        waiting.remove(path);
    }

    public void forget(String path) {
        done.remove(path);
    }

    public void forgetAllBut(Set<String> paths) {
        done.keySet().retainAll(paths);
        waiting.keySet().retainAll(paths);
    }

    /** Every file is to be read again. */
    public void forgetAll() {
        done.clear();
    }
}
