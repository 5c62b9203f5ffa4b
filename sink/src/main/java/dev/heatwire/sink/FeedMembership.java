package dev.heatwire.sink;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The feeds that an article is in, and those that it was in.
 *
 * @param sortKey its position, the same in each of them; empty if it is in none
 * @param entered when it entered a feed for the first time, by feed; kept when it leaves, so that readers do not take
 *     it for another article when it returns
 */
record FeedMembership(List<String> feeds, String sortKey, Map<String, Instant> entered) {
    FeedMembership {
        feeds = List.copyOf(feeds);
        // records of earlier versions have no times
        entered = entered == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(entered));
    }

    /** After a change of the article; empty if it never was in a feed. */
    static Optional<FeedMembership> of(
            List<String> feeds, String sortKey, Optional<FeedMembership> before, Instant changed) {
        Map<String, Instant> entered =
                new TreeMap<>(before.map(FeedMembership::entered).orElse(Map.of()));
        feeds.forEach(feed -> entered.putIfAbsent(feed, changed));
        return entered.isEmpty()
                ? Optional.empty()
                : Optional.of(new FeedMembership(feeds, feeds.isEmpty() ? "" : sortKey, entered));
    }
}
