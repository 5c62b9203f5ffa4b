package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.CachingSerde;
import dev.heatwire.streams.StageConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of a task: its share of the articles, what was told about their stories, and the policy; in memory what is small. */
final class RankStores {
    /** Each article, with the time it reached the pipeline. */
    static final String ARTICLES = "articles";
    /** {@code <told article> <telling article>}, as on the topic of facts: what each article's rank accounts for. */
    static final String HEARD = "heard";
    /** By the same keys, what has been told since. */
    static final String MAIL = "mail";

    /** The policy that stands, the one that is coming, and the one that waits. */
    static final String POLICIES = "policies";
    /** The article that the coming policy has reached; empty when none is coming. */
    static final String ROLLOUT = "policy-cursor";

    static final String[] ALL = {ARTICLES, HEARD, MAIL, POLICIES, ROLLOUT};

    private RankStores() {}

    static void addTo(StreamsBuilder builder, Topics topics, Serde<EnrichedArticle> articles) {
        builder.addStateStore(Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(ARTICLES), Serdes.String(), articles));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(HEARD), Serdes.String(), FactSerde.FACT));
        // a letter that is read before the next commit leaves one record on the changelog instead of two
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(MAIL), Serdes.String(), FactSerde.LETTER)
                        .withLoggingEnabled(StageConfig.SHORT_LIVED_CHANGELOG)
                        .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(POLICIES),
                Serdes.String(),
                CachingSerde.of(topics.scoringPolicy.values())));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(ROLLOUT), Serdes.String(), Serdes.String()));
    }
}
