package dev.heatwire.events.json;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Reads and writes one kind of event as JSON; errors name the topic and the kind, never the payload. An event that
 * brokers would refuse for its size is not written: under exactly-once, one such record ends a stage again and again.
 */
public final class JsonSerde<T> implements Serde<T> {
    /** Of a value in bytes; brokers take records of 1 MiB, key and headers included, unless told otherwise. */
    public static final int MAX_BYTES = 900_000;

    private static final int WRAPPING_ALLOWANCE = 100_000;
    private final int maxBytes;
    private final String kind;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonSerde(Class<T> type, int maxBytes) {
        this.maxBytes = maxBytes;
        this.kind = type.getSimpleName();
        this.reader = Json.MAPPER.readerFor(type);
        this.writer = Json.MAPPER.writerFor(type);
    }

    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type, MAX_BYTES);
    }

    /** For an event that wraps one of another topic, and so may be a little larger. */
    public static <T> JsonSerde<T> wrapping(Class<T> type) {
        return new JsonSerde<>(type, MAX_BYTES + WRAPPING_ALLOWANCE);
    }

    @Override
    public Serializer<T> serializer() {
        return this::write;
    }

    private byte[] write(String topic, T event) {
        if (event == null) {
            return null;
        }
        byte[] bytes = writer.writeValueAsBytes(event);
        if (bytes.length > maxBytes) {
            throw new SerializationException("%s of %d bytes is too large for %s".formatted(kind, bytes.length, topic));
        }
        return bytes;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this::read;
    }

    private T read(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            T event = reader.readValue(bytes);
            if (event == null) {
                throw new SerializationException("the literal null on " + topic + " is no " + kind);
            }
            return event;
        } catch (JacksonException e) {
            throw new SerializationException("a record on " + topic + " is no valid " + kind + ": "
                    + e.getClass().getSimpleName() + " at " + e.getLocation().offsetDescription());
        }
    }
}
