package dev.heatwire.web.editor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The articles that are closest to being published, out of any number. Some more than are shown are kept, because shown
 * ones leave when they are published or withdrawn; if too few are left, the topic has to be read again.
 */
final class NearMisses {
    static final int SHOWN = 200;
    /** The least time between two readings: each takes a processor as long as a start does. */
    static final Duration READ_INTERVAL = Duration.ofMinutes(10);

    private static final int MAX_KEPT = 5 * SHOWN;

    private final int shown;
    private final int kept;
    private final Instant begun;
    private final TreeSet<NearMiss> sorted = new TreeSet<>(NearMiss.CLOSEST_FIRST);
    private final Map<String, NearMiss> byId = new HashMap<>();
    private Optional<NearMiss> closestDropped = Optional.empty();
    private boolean incomplete;

    /** @param begun when the topic is read from its beginning */
    NearMisses(Instant begun) {
        this(SHOWN, MAX_KEPT, begun);
    }

    NearMisses(int shown, int kept, Instant begun) {
        this.shown = shown;
        this.kept = kept;
        this.begun = begun;
    }

    void put(NearMiss article) {
        remove(article.id());
        sorted.add(article);
        byId.put(article.id(), article);
        if (sorted.size() > kept) {
            NearMiss dropped = sorted.pollLast();
            byId.remove(dropped.id());
            if (closestDropped.filter(other -> isCloser(other, dropped)).isEmpty()) {
                closestDropped = Optional.of(dropped);
            }
        }
    }

    void remove(String id) {
        NearMiss known = byId.remove(id);
        if (known != null) {
            sorted.remove(known);
        }
    }

    /**
     * The best so far; to be called when all records were put. Only then can be judged whether articles are missing:
     * while the topic is read, records that are older than others come and go.
     */
    List<NearMiss> caughtUp() {
        List<NearMiss> best = sorted.stream().limit(shown).toList();
        incomplete = closestDropped
                .filter(dropped -> best.size() < shown || isCloser(dropped, best.get(shown - 1)))
                .isPresent();
        return best;
    }

    private static boolean isCloser(NearMiss one, NearMiss other) {
        return NearMiss.CLOSEST_FIRST.compare(one, other) < 0;
    }

    /** Whether an article that was dropped may belong to those that are shown, and it is time to look for it. */
    boolean isToBeReadAgain(Instant now) {
        return incomplete && !now.isBefore(begun.plus(READ_INTERVAL));
    }
}
