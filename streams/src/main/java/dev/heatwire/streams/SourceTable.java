package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A compacted topic as a table. The topic is the changelog of the table's store. A value that changes several times
 * between two commits is forwarded once.
 */
public final class SourceTable {
    private SourceTable() {}

    /** @param source the name of the table's source node */
    public static <V> KTable<String, V> of(TopicSpec<V> topic, String source, String store, StreamsBuilder builder) {
        Serde<V> values = CachingSerde.ofTable(topic.values());
        return builder.table(
                topic.name(),
                Consumed.with(topic.keys(), values).withName(source),
                Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(store)
                        .withKeySerde(topic.keys())
                        .withValueSerde(TolerantSerde.of(values))
                        .withCachingEnabled());
    }
}
