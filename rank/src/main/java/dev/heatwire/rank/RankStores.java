package dev.heatwire.rank;

import dev.heatwire.events.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of a task: its share of the articles, what was told about their stories, and the policy. */
final class RankStores {
    /** Each article, with the time it reached the pipeline. */
    static final String ARTICLES = "articles";
    /** {@code <told article> <telling article>}, as on the topic of facts. */
    static final String HEARD = "heard";

    static final String POLICY = "policy";

    static final String[] ALL = {ARTICLES, HEARD, POLICY};

    private RankStores() {}

    static void addTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(ARTICLES),
                Serdes.String(),
                topics.enrichedArticles.values()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(HEARD), Serdes.String(), topics.storyFacts.values()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(POLICY), Serdes.String(), topics.scoringPolicy.values()));
    }
}
