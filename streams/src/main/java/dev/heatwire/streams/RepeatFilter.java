package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Serializes a value, and forwards it unless it equals the one that was forwarded last under its key. A store keeps the
 * hash of each key's last value, so that a restart repeats nothing. Tombstones are always forwarded: after a reset, the
 * output holds values that this store does not know.
 */
public final class RepeatFilter<V> {
    public static final String STORE = "forwarded-hashes";

    private final TopicSpec<V> topic;
    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, Long> hashes;

    private RepeatFilter(TopicSpec<V> topic, ProcessorContext<String, byte[]> context) {
        this.topic = topic;
        this.context = context;
        this.hashes = context.getStateStore(STORE);
    }

    public static void addStoreTo(StreamsBuilder builder) {
        // not cached: each cached entry keeps the bytes of the record that led to it, which the cache does not count
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long()));
    }

    /** @param topic to which the values are written next */
    public static <V> ProcessorSupplier<String, V, String, byte[]> before(TopicSpec<V> topic) {
        return HandlerProcessor.<V, byte[], RepeatFilter<V>>at(
                context -> new RepeatFilter<>(topic, context), RepeatFilter::forward);
    }

    private void forward(Record<String, V> record) {
        byte[] bytes = serialize(record.value());
        Long hash = bytes == null ? null : hash(bytes);
        if (hash == null || !hash.equals(hashes.get(record.key()))) {
            hashes.put(record.key(), hash);
            context.forward(record.withValue(bytes));
        }
    }

    private byte[] serialize(V value) {
        try {
            return topic.values().serializer().serialize(topic.name(), value);
        } catch (SerializationException e) {
            throw new RecordTooLargeException(e.getMessage(), e);
        }
    }

    /** 64 bits of two independent hashes. */
    public static long hash(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(bytes));
    }
}
