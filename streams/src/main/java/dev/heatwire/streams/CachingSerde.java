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
 * Caches serialized and deserialized forms of immutable values; the least recently used values are evicted first.
 */
public final class CachingSerde<T> implements Serde<T> {
    /** The total size of the serialized values; as objects, they take several times as much memory. */
    static final int MAX_CACHED_BYTES = 4 << 20;

    private final Serde<T> serde;
    private final Map<Content, T> values = new LinkedHashMap<>(16, 0.75f, true);
    /** Without {@link #reusesReadBytes}, values serialized here only: another writer may serialize differently. */
    private final Map<T, byte[]> written = new IdentityHashMap<>();

    private final boolean reusesReadBytes;
    private int cachedBytes;

    private CachingSerde(Serde<T> serde, boolean reusesReadBytes) {
        this.serde = serde;
        this.reusesReadBytes = reusesReadBytes;
    }

    /** Bytes as a key; CRC32C is fast for the kilobytes of an article because CPUs have an instruction for it. */
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

    /** @param serde a serde of immutable values */
    public static <T> CachingSerde<T> of(Serde<T> serde) {
        return new CachingSerde<>(serde, false);
    }

    /** For a table that is its topic: a value is stored as the bytes that were read. */
    static <T> CachingSerde<T> ofTable(Serde<T> serde) {
        return new CachingSerde<>(serde, true);
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
        byte[] cached = cachedBytesOf(value);
        if (cached != null) {
            return cached;
        }
        byte[] bytes = serde.serializer().serialize(topic, value);
        cache(Content.of(bytes), value, true);
        return bytes;
    }

    private T valueOf(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Content content = Content.of(bytes);
        T cached = cachedValueOf(content);
        if (cached != null) {
            return cached;
        }
        T value = serde.deserializer().deserialize(topic, bytes);
        cache(content, value, reusesReadBytes);
        return value;
    }

    // Kafka Streams shares one serde among the stores of all threads; only the cache is locked, not the parsing
    private synchronized byte[] cachedBytesOf(T value) {
        return written.get(value);
    }

    private synchronized T cachedValueOf(Content content) {
        return values.get(content);
    }

    private synchronized void cache(Content content, T value, boolean isReused) {
        int length = content.bytes().length;
        if (length > MAX_CACHED_BYTES) {
            return;
        }
        T before = values.put(content, value);
        written.remove(before);
        if (isReused) {
            written.put(value, content.bytes());
        }
        cachedBytes += before == null ? length : 0;
        Iterator<Map.Entry<Content, T>> eldest = values.entrySet().iterator();
        while (cachedBytes > MAX_CACHED_BYTES) {
            Map.Entry<Content, T> evicted = eldest.next();
            cachedBytes -= evicted.getKey().bytes().length;
            written.remove(evicted.getValue());
            eldest.remove();
        }
    }
}
