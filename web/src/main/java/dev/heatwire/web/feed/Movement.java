package dev.heatwire.web.feed;

import dev.heatwire.events.FeedEntry;
import java.time.Instant;
import java.util.Map;

/**
 * How the ranks of a feed have changed.
 *
 * @param since the time of the ranks that the current ones are compared with
 * @param before the ranks at that time, by article id
 */
public record Movement(Instant since, Map<String, Integer> before) {
    /** What an entry did since then. */
    public enum Kind {
        STAYED,
        ROSE,
        FELL,
        ENTERED
    }

    public Kind of(FeedEntry entry) {
        Integer rank = before.get(entry.id());
        if (rank == null) {
            return Kind.ENTERED;
        }
        int change = Integer.compare(rank, entry.rank());
        return change == 0 ? Kind.STAYED : change > 0 ? Kind.ROSE : Kind.FELL;
    }

    /** By how many ranks an entry rose or fell; 0 if it is new. */
    public int ranks(FeedEntry entry) {
        return Math.abs(before.getOrDefault(entry.id(), entry.rank()) - entry.rank());
    }
}
