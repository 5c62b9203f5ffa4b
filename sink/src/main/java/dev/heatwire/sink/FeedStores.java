package dev.heatwire.sink;

import dev.heatwire.events.Topics;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.streams.CachingSerde;
import dev.heatwire.streams.StageConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the sink's two steps; the small ones are in memory. */
final class FeedStores {
    /** Article id to the feeds that the article is in, its position there, and when it entered them first. */
    static final String MEMBERSHIPS = "feed-memberships";
    /** {@code <feed>|<sort key>} to the article's {@link StoredEntry}: each feed in its order. */
    static final String ENTRIES = "entries";
    /** Each feed's name to the {@link WrittenFeed} that was written last; empty before the first. */
    static final String FEEDS = "feeds";
    /** The names of the feeds that changed since they were written; a restart goes on with them. */
    static final String DIRTY_FEEDS = "dirty-feeds";

    static final String POLICY = "policy";
    static final String[] OF_FEEDS = {ENTRIES, FEEDS, DIRTY_FEEDS, POLICY};

    private static final String SEPARATOR = "|";

    private FeedStores() {}

    static void addTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(MEMBERSHIPS), Serdes.String(), JsonSerde.of(FeedMembership.class)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(ENTRIES), Serdes.String(), StoredEntry.SERDE));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FEEDS), Serdes.String(), JsonSerde.of(WrittenFeed.class)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DIRTY_FEEDS), Serdes.String(), Serdes.String())
                        .withLoggingEnabled(StageConfig.SHORT_LIVED_CHANGELOG)
                        .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(POLICY), Serdes.String(), CachingSerde.of(topics.scoringPolicy.values())));
    }

    /** The key of a position in {@link #ENTRIES}; with an empty sort key the prefix of the feed's keys. */
    static String entryKey(String feed, String sortKey) {
        return feed + SEPARATOR + sortKey;
    }
}
