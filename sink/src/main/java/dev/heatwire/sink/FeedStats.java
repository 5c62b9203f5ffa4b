package dev.heatwire.sink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Metrics of the feeds that a process writes. */
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
        ReadOnlyKeyValueStore<String, WrittenFeed> store = streams.store(
                StoreQueryParameters.fromNameAndType(FeedStores.FEEDS, QueryableStoreTypes.keyValueStore()));
        try (KeyValueIterator<String, WrittenFeed> feeds = store.all()) {
            feeds.forEachRemaining(feed -> {
                if (!feed.key.contains("/")) {
                    sizes.put(feed.key, feed.value.size());
                }
            });
        }
        return sizes;
    }

    /** Mean over the last minute; not a number when no feed was written. */
    public static double averageSecondsToFeed(KafkaStreams streams) {
        return secondsToFeed(streams, "avg");
    }

    /** Maximum over the last minute; not a number when no feed was written. */
    public static double maxSecondsToFeed(KafkaStreams streams) {
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
}
