package dev.heatwire.sink;

import dev.heatwire.events.Topics;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.streams.CachingSerde;
import dev.heatwire.streams.StageConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the sink's two steps; in memory those that are small. */
final class FeedStores {
    /** Article id to the feeds it stands in. */
    static final String MEMBERSHIPS = "feed-memberships";

    /** The names of all feeds of the task. */
    static final String FEEDS = "feeds";
    /** The names of those that changed since they were last written; survives a stop between the two. */
    static final String CHANGED = "dirty-feeds";
    /** {@code <feed>|<standing>} to the article's {@link Listing}: each feed in its order. */
    static final String LISTINGS = "listings";
    /** {@code <feed>|<article id>} to the article's standing. */
    static final String STANDINGS = "standings";
    /** {@code <feed>|<article id>} to what stands on the feed topic, as {@link Listing#written} has it. */
    static final String WRITTEN = "written";

    static final String POLICY = "policy";

    static final String[] OF_FEEDS = {FEEDS, CHANGED, LISTINGS, STANDINGS, WRITTEN, POLICY};

    private FeedStores() {}

    static void addTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(MEMBERSHIPS), Serdes.String(), JsonSerde.of(FeedMembership.class)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(FEEDS), Serdes.String(), Serdes.String()));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(CHANGED), Serdes.String(), Serdes.String())
                        .withLoggingEnabled(StageConfig.SHORT_LIVED_CHANGELOG));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(LISTINGS), Serdes.String(), Serdes.ByteArray()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STANDINGS), Serdes.String(), Serdes.String()));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WRITTEN), Serdes.String(), Serdes.String()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(POLICY), Serdes.String(), CachingSerde.of(topics.scoringPolicy.values())));
    }
}
