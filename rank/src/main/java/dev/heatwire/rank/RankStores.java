package dev.heatwire.rank;

import dev.heatwire.events.Topics;
import dev.heatwire.streams.CachingSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of rank. Those of tables have no changelog, because their topics are compacted and serve as it. */
final class RankStores {
    /** Steps 1 and 3: each enriched article, with the time at which the pipeline received it. */
    static final String ARTICLES = "articles";
    /** Step 3: the relation of each article. */
    static final String STORY_RELATIONS = "story-relations";
    /** Step 2: the story article of every article of the site. */
    static final String STORY_ARTICLES = "story-articles";
    /** The active policy, during a migration the one that it leads to, and the one that waits for its end. */
    static final String POLICIES = "policies";
    /** The {@code TableWalk} of a migration; empty when none runs. */
    static final String POLICY_CURSOR = "policy-cursor";

    private RankStores() {}

    static void addPolicyTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(POLICIES),
                Serdes.String(),
                CachingSerde.of(topics.scoringPolicy.values())));
        // cached: written often during a migration, and to the changelog once for each commit
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(POLICY_CURSOR), Serdes.String(), Serdes.String())
                .withCachingEnabled());
    }
}
