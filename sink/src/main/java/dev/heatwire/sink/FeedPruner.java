package dev.heatwire.sink;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes articles out of the order of a feed that are too old to come up; never one that stands in the feed. */
final class FeedPruner {
    /** At a time, so that no pass waits for long. */
    private static final int MAX_PER_PASS = 10_000;

    private final KeyValueStore<String, byte[]> listings;
    private final KeyValueStore<String, String> standings;

    FeedPruner(KeyValueStore<String, byte[]> listings, KeyValueStore<String, String> standings) {
        this.listings = listings;
        this.standings = standings;
    }

    /** @return whether all are forgotten */
    boolean forget(String feed, Policy.Ranking policy) {
        Optional<String> start = start(feed, policy);
        if (start.isEmpty()) {
            return true;
        }
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> rest = listings.range(start.get(), FeedEntry.key(feed, SortKey.END))) {
            while (rest.hasNext() && old.size() < MAX_PER_PASS) {
                old.add(rest.next().key);
            }
        }
        old.forEach(key -> {
            listings.delete(key);
            standings.delete(FeedEntry.key(feed, SortKey.articleOf(standingOf(feed, key))));
        });
        return old.size() < MAX_PER_PASS;
    }

    private static String standingOf(String feed, String key) {
        return key.substring(FeedEntry.key(feed, "").length());
    }

    /** The key behind the reserve, or behind the horizon, whichever is later; none when the feed is smaller. */
    private Optional<String> start(String feed, Policy.Ranking policy) {
        String horizon = null;
        try (KeyValueIterator<String, byte[]> inOrder =
                listings.prefixScan(FeedEntry.key(feed, ""), new StringSerializer())) {
            for (int place = 1; inOrder.hasNext(); place++) {
                KeyValue<String, byte[]> entry = inOrder.next();
                if (place == policy.feedSize()) {
                    double score = RetentionPolicy.horizon(SortKey.scoreOf(standingOf(feed, entry.key)), policy);
                    horizon = FeedEntry.key(feed, SortKey.below(score));
                }
                if (place - RetentionPolicy.RESERVE > policy.feedSize()) {
                    return Optional.of(entry.key.compareTo(horizon) > 0 ? entry.key : horizon);
                }
            }
        }
        return Optional.empty();
    }
}
