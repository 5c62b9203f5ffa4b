package dev.heatwire.streams;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Does not parse the same bytes again, nor make those of the same object: for values that nobody changes, and that are
 * needed several times within a moment. What was needed longest ago is forgotten first.
 */
public final class CachingSerde<T> implements Serde<T> {
    /** In bytes, all values together; as objects they take several times as much. */
    static final int MAX_CACHED_BYTES = 4 << 20;

    private final Serde<T> serde;
    private final Map<Content, T> values = new LinkedHashMap<>(16, 0.75f, true);
    /** Of the values that were written here: others may have written the same one differently. */
    private final Map<T, byte[]> written = new IdentityHashMap<>();

    private int held;

    private CachingSerde(Serde<T> serde) {
        this.serde = serde;
    }

    /** Bytes as a key. Articles have thousands of them, and processors have an instruction for this checksum. */
    private record Content(byte[] bytes, int hash) {
        static Content of(byte[] bytes) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            return new Content(bytes, (int) checksum.getValue());
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(bytes, content.bytes);
        }
    }

    /** @param serde of values that nobody changes */
    public static <T> CachingSerde<T> of(Serde<T> serde) {
        return new CachingSerde<>(serde);
    }

    @Override
    public Serializer<T> serializer() {
        return this::bytesOf;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this::valueOf;
    }

    private byte[] bytesOf(String topic, T value) {
        if (value == null) {
            return null;
        }
        byte[] known = bytesKnownOf(value);
        if (known != null) {
            return known;
        }
        byte[] bytes = serde.serializer().serialize(topic, value);
        remember(Content.of(bytes), value, true);
        return bytes;
    }

    private T valueOf(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Content content = Content.of(bytes);
        T known = valueKnownOf(content);
        if (known != null) {
            return known;
        }
        T value = serde.deserializer().deserialize(topic, bytes);
        remember(content, value, false);
        return value;
    }

    // Kafka Streams hands one serde to the stores of all threads; they wait for each other here, not while they parse
    private synchronized byte[] bytesKnownOf(T value) {
        return written.get(value);
    }

    private synchronized T valueKnownOf(Content content) {
        return values.get(content);
    }

    private synchronized void remember(Content content, T value, boolean isOurs) {
        int length = content.bytes().length;
        if (length > MAX_CACHED_BYTES) {
            return;
        }
        T before = values.put(content, value);
        written.remove(before);
        if (isOurs) {
            written.put(value, content.bytes());
        }
        held += before == null ? length : 0;
        Iterator<Map.Entry<Content, T>> eldest = values.entrySet().iterator();
        while (held > MAX_CACHED_BYTES) {
            Map.Entry<Content, T> forgotten = eldest.next();
            held -= forgotten.getKey().bytes().length;
            written.remove(forgotten.getValue());
            eldest.remove();
        }
    }
}
