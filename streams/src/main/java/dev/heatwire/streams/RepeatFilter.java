package dev.heatwire.streams;

import dev.heatwire.events.json.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards a value unless it equals the one that was forwarded last under its key. Two tables that are flushed in one
 * commit can both lead to the same value; the filter remembers more keys than one commit has.
 */
public final class RepeatFilter<V> {
    private static final int MAX_KEYS = 20_000;

    private final ProcessorContext<String, V> context;
    private final Map<String, Long> hashes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private RepeatFilter(ProcessorContext<String, V> context) {
        this.context = context;
    }

    public static <V> ProcessorSupplier<String, V, String, V> processor() {
        return HandlerProcessor.<V, V, RepeatFilter<V>>at(RepeatFilter::new, RepeatFilter::forward);
    }

    private void forward(Record<String, V> record) {
        Long hash = hash(record.value());
        if (!hash.equals(hashes.put(record.key(), hash))) {
            context.forward(record);
        }
    }

    /** 64 bits of the SHA-256 hash of the value's JSON. */
    public static long hash(Object value) {
        try {
            byte[] json = Json.MAPPER.writeValueAsBytes(value);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(json))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
