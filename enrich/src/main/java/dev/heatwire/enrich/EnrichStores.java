package dev.heatwire.enrich;

import dev.heatwire.events.Topics;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.streams.CachingSerde;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
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
    /** During a migration: what each changed name of the reference data led to before. */
    static final String PAST_REFERENCES = "past-references";
    /** The changes of the reference data that arrived while articles were being migrated. */
    static final String WAITING_REFERENCES = "waiting-references";
    /** The last article that was migrated to the current reference data; empty when no migration runs. */
    static final String REFERENCE_CURSOR = "reference-cursor";

    static final String[] REFERENCES = {
        PROVIDERS, PROVIDER_NAMES, NEWS_TOPICS, NEWS_TOPIC_NAMES, PAST_REFERENCES, WAITING_REFERENCES, REFERENCE_CURSOR
    };
    static final String[] ALL = {
        ARTICLES,
        PROVIDERS,
        PROVIDER_NAMES,
        NEWS_TOPICS,
        NEWS_TOPIC_NAMES,
        PAST_REFERENCES,
        WAITING_REFERENCES,
        REFERENCE_CURSOR
    };

    private EnrichStores() {}

    static void addReferencesTo(StreamsBuilder builder, Topics topics) {
        addInMemory(builder, PROVIDERS, CachingSerde.of(topics.providers.values()));
        addInMemory(builder, PROVIDER_NAMES, Serdes.String());
        addInMemory(builder, NEWS_TOPICS, CachingSerde.of(topics.newsTopics.values()));
        addInMemory(builder, NEWS_TOPIC_NAMES, Serdes.String());
        addInMemory(builder, PAST_REFERENCES, CachingSerde.of(JsonSerde.of(ReferenceEntry.class)));
        addInMemory(builder, WAITING_REFERENCES, CachingSerde.of(JsonSerde.of(ReferenceEntry.class)));
        addInMemory(builder, REFERENCE_CURSOR, Serdes.String());
    }

    private static void addInMemory(StreamsBuilder builder, String store, Serde<?> values) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), values));
    }
}
