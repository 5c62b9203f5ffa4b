package dev.heatwire.enrich;

import dev.heatwire.events.Topics;
import dev.heatwire.streams.CachingSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of a task: its share of the articles, and all of the reference data. The latter is asked for several times
 * per article and is small, so it is held in memory; a start reads it back from the changelog.
 */
final class EnrichStores {
    /** The public part of each article, with the time its record was written. */
    static final String ARTICLES = "articles";
    /** {@code <provider or topic>\0<article id>}: which articles a change of reference data affects. */
    static final String DEPENDENTS = "dependents";

    static final String PROVIDERS = "providers";
    static final String PROVIDER_NAMES = "provider-names";
    static final String NEWS_TOPICS = "news-topics";
    static final String NEWS_TOPIC_NAMES = "news-topic-names";

    static final String[] ALL = {ARTICLES, DEPENDENTS, PROVIDERS, PROVIDER_NAMES, NEWS_TOPICS, NEWS_TOPIC_NAMES};

    private EnrichStores() {}

    static void addTo(StreamsBuilder builder, Topics topics) {
        builder.addStateStore(Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(ARTICLES), Serdes.String(), topics.articles.values()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DEPENDENTS), Serdes.String(), Serdes.String()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PROVIDERS), Serdes.String(), CachingSerde.of(topics.providers.values())));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PROVIDER_NAMES), Serdes.String(), Serdes.String()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(NEWS_TOPICS),
                Serdes.String(),
                CachingSerde.of(topics.newsTopics.values())));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(NEWS_TOPIC_NAMES), Serdes.String(), Serdes.String()));
    }
}
