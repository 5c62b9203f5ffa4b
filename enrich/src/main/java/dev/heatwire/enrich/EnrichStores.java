package dev.heatwire.enrich;

import dev.heatwire.events.Topics;
import dev.heatwire.streams.CachingSerde;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of a task: its share of the articles, and all of the reference data. The articles have no changelog,
 * because their topic is compacted and serves as it; the reference data is small, and held in memory.
 */
final class EnrichStores {
    static final String ARTICLES = "articles";
    static final String PROVIDERS = "providers";
    static final String PROVIDER_NAMES = "provider-names";
    static final String NEWS_TOPICS = "news-topics";
    static final String NEWS_TOPIC_NAMES = "news-topic-names";
    /** The names of the reference data that changed, until a walk through the articles has found what needs them. */
    static final String CHANGED_NEEDS = "changed-needs";
    /** How far that walk has come; empty when none runs. */
    static final String REFERENCE_CURSOR = "reference-cursor";

    static final String[] REFERENCES = {
        PROVIDERS, PROVIDER_NAMES, NEWS_TOPICS, NEWS_TOPIC_NAMES, CHANGED_NEEDS, REFERENCE_CURSOR
    };
    static final String[] ALL = {
        ARTICLES, PROVIDERS, PROVIDER_NAMES, NEWS_TOPICS, NEWS_TOPIC_NAMES, CHANGED_NEEDS, REFERENCE_CURSOR
    };

    private EnrichStores() {}

    static void addReferencesTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(inMemory(PROVIDERS, CachingSerde.of(topics.providers.values())));
        builder.addStateStore(inMemory(PROVIDER_NAMES, Serdes.String()));
        builder.addStateStore(inMemory(NEWS_TOPICS, CachingSerde.of(topics.newsTopics.values())));
        builder.addStateStore(inMemory(NEWS_TOPIC_NAMES, Serdes.String()));
        // cached: written often during a walk, and to the changelog once for each commit
        builder.addStateStore(inMemory(CHANGED_NEEDS, Serdes.String()).withCachingEnabled());
        builder.addStateStore(inMemory(REFERENCE_CURSOR, Serdes.String()).withCachingEnabled());
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> inMemory(String store, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), values);
    }
}
