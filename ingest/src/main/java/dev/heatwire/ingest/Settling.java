package dev.heatwire.ingest;

import dev.heatwire.ingest.SiteFolder.Stamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells files that somebody may still be writing from those that are whole, and from those already read. */
final class Settling {
    /** How long a file must have stayed as it is. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private final Clock clock;
    private final Map<String, Stamp> done = new HashMap<>();
    private final Map<String, Sighting> waiting = new HashMap<>();

    Settling(Clock clock) {
        this.clock = clock;
    }

    private record Sighting(Stamp stamp, Instant first) {}

    boolean isNewAndSettled(String path, Stamp stamp) {
        if (isDone(path, stamp)) {
            return false;
        }
        Instant settledSince = clock.instant().minus(PAUSE);
        if (!stamp.modified().toInstant().isAfter(settledSince)) {
            return true;
        }
        // a date in the future proves nothing: then the file must be seen unchanged for a while
        Sighting sighting = waiting.get(path);
        if (sighting == null || !sighting.stamp().equals(stamp)) {
            waiting.put(path, new Sighting(stamp, clock.instant()));
            return false;
        }
        return !sighting.first().isAfter(settledSince);
    }

    boolean isDone(String path, Stamp stamp) {
        return stamp.equals(done.get(path));
    }

    void done(String path, Stamp stamp) {
        done.put(path, stamp);
        waiting.remove(path);
    }

    void forget(String path) {
        done.remove(path);
    }

    void forgetAllBut(Set<String> paths) {
        done.keySet().retainAll(paths);
        waiting.keySet().retainAll(paths);
    }

    /** Every file is to be read again. */
    void forgetAll() {
        done.clear();
    }
}
