package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Serializes a value, and forwards it unless it equals the one that was forwarded last under its key. Two tables that
 * are flushed in one commit can both lead to the same value; the filter remembers more keys than one commit has.
 */
public final class RepeatFilter<V> {
    private static final int MAX_KEYS = 20_000;

    private final TopicSpec<V> topic;
    private final ProcessorContext<String, byte[]> context;
    private final Map<String, Long> hashes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private RepeatFilter(TopicSpec<V> topic, ProcessorContext<String, byte[]> context) {
        this.topic = topic;
        this.context = context;
    }

    /** @param topic to which the values are written next */
    public static <V> ProcessorSupplier<String, V, String, byte[]> before(TopicSpec<V> topic) {
        return HandlerProcessor.<V, byte[], RepeatFilter<V>>at(
                context -> new RepeatFilter<>(topic, context), RepeatFilter::forward);
    }

    private void forward(Record<String, V> record) {
        byte[] bytes = serialize(record.value());
        Long hash = hash(bytes);
        if (!hash.equals(hashes.put(record.key(), hash))) {
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

    /** 64 bits of two independent hashes; null is a tombstone. */
    public static long hash(byte[] bytes) {
        if (bytes == null) {
            return 0;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(bytes));
    }
}
