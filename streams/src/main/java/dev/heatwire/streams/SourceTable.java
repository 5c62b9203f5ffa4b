package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/** A compacted topic as a table. The topic is the changelog of the table's store. */
public final class SourceTable {
    private SourceTable() {}

    /**
     * A table that forwards each change at once.
     *
     * @param source the name of the table's source node
     */
    public static <V> KTable<String, V> of(TopicSpec<V> topic, String source, String store, StreamsBuilder builder) {
        Serde<V> values = CachingSerde.ofTable(topic.values());
        return table(topic, source, values, new TolerantStore<>(store, values), builder);
    }

    /**
     * A table that forwards a value that changes several times between two commits once. All caches of a thread share
     * one size, and an insertion evicts from its own cache only: where many tables cache, those that fill late hold
     * nothing until the commit.
     *
     * @param source the name of the table's source node
     */
    public static <V> KTable<String, V> coalescing(
            TopicSpec<V> topic, String source, String store, StreamsBuilder builder) {
        Serde<V> values = CachingSerde.ofTable(topic.values());
        return table(topic, source, values, new TolerantStore<>(store, values).withCachingEnabled(), builder);
    }

    private static <V> KTable<String, V> table(
            TopicSpec<V> topic,
            String source,
            Serde<V> values,
            Materialized<String, V, KeyValueStore<Bytes, byte[]>> store,
            StreamsBuilder builder) {
        return builder.table(topic.name(), Consumed.with(topic.keys(), values).withName(source), store);
    }

    /** {@link StreamsBuilder#table} gives the store the serde of the source; this store keeps a tolerant one. */
    private static final class TolerantStore<V> extends Materialized<String, V, KeyValueStore<Bytes, byte[]>> {
        private TolerantStore(String name, Serde<V> values) {
            super(Materialized.as(name));
            this.valueSerde = TolerantSerde.of(values);
            withCachingDisabled();
        }

        @Override
        public Materialized<String, V, KeyValueStore<Bytes, byte[]>> withValueSerde(Serde<V> ofSource) {
            return this;
        }
    }
}
