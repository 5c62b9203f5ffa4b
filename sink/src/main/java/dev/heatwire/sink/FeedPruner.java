package dev.heatwire.sink;

import static dev.heatwire.sink.FeedStores.entryKey;

import dev.heatwire.events.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Removes entries from the order of a feed that are too old to enter it again; never one of its first entries. */
final class FeedPruner {
    /** Bounds the time of one punctuation, over all feeds. */
    static final int MAX_PER_PASS = 10_000;

    private final KeyValueStore<String, StoredEntry> entries;

    FeedPruner(KeyValueStore<String, StoredEntry> entries) {
        this.entries = entries;
    }

    /** @return how many entries were removed; fewer than the maximum when none is left that is too old */
    int prune(String feed, Policy.Ranking policy, int max) {
        Optional<String> start = start(feed, policy);
        if (start.isEmpty()) {
            return 0;
        }
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, StoredEntry> rest = entries.range(start.get(), entryKey(feed, SortKey.END))) {
            while (rest.hasNext() && old.size() < max) {
                old.add(rest.next().key);
            }
        }
        old.forEach(entries::delete);
        return old.size();
    }

    /** The key behind the reserve, or behind the horizon, whichever is later; empty when the feed is smaller. */
    private Optional<String> start(String feed, Policy.Ranking policy) {
        String prefix = entryKey(feed, "");
        String horizon = "";
        try (KeyValueIterator<String, StoredEntry> inOrder = entries.prefixScan(prefix, new StringSerializer())) {
            for (int position = 1; inOrder.hasNext(); position++) {
                KeyValue<String, StoredEntry> entry = inOrder.next();
                if (position == policy.feedSize()) {
                    double last = SortKey.scoreOf(entry.key.substring(prefix.length()));
                    horizon = entryKey(feed, SortKey.below(RetentionPolicy.horizon(last, policy)));
                }
                if (position - RetentionPolicy.RESERVE > policy.feedSize()) {
                    return Optional.of(entry.key.compareTo(horizon) > 0 ? entry.key : horizon);
                }
            }
        }
        return Optional.empty();
    }
}
