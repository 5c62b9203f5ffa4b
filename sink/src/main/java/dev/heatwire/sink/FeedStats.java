package dev.heatwire.sink;

import dev.heatwire.events.FeedEntry;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Figures about the feeds that a process writes, for whoever watches it. */
public final class FeedStats {
    /** A name in Kafka's metrics. */
    static final String TO_FEED = "publish-to-feed";

    private static final double MILLIS_PER_SECOND = 1_000;

    private FeedStats() {}

    /**
     * The number of entries of each category's feed; those of topics are too many to watch.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while partitions move
     */
    public static Map<String, Integer> sizesOfCategories(KafkaStreams streams) {
        Map<String, Integer> sizes = new TreeMap<>();
        ReadOnlyKeyValueStore<String, String> written = store(streams, FeedStores.WRITTEN);
        try (KeyValueIterator<String, String> feeds =
                store(streams, FeedStores.FEEDS).all()) {
            feeds.forEachRemaining(feed -> {
                if (!feed.key.contains("/")) {
                    sizes.put(feed.key, count(written, feed.key));
                }
            });
        }
        return sizes;
    }

    /** Mean over the last minute; not a number when there was no news. */
    public static double averageSecondsToFeed(KafkaStreams streams) {
        return secondsToFeed(streams, "avg");
    }

    /** Most over the last minute; not a number when there was no news. */
    public static double mostSecondsToFeed(KafkaStreams streams) {
        return secondsToFeed(streams, "max");
    }

    private static double secondsToFeed(KafkaStreams streams, String kind) {
        return streams.metrics().values().stream()
                        .filter(metric -> metric.metricName().name().equals(TO_FEED + "-latency-" + kind))
                        .mapToDouble(metric -> (double) metric.metricValue())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(Double.NaN)
                / MILLIS_PER_SECOND;
    }

    private static int count(ReadOnlyKeyValueStore<String, String> written, String feed) {
        int count = 0;
        try (KeyValueIterator<String, String> entries =
                written.prefixScan(FeedEntry.key(feed, ""), new StringSerializer())) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }

    private static ReadOnlyKeyValueStore<String, String> store(KafkaStreams streams, String name) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }
}
