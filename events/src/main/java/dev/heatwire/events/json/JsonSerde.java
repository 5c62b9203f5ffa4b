package dev.heatwire.events.json;

import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Reads and writes one type of event as JSON; error messages name the topic and the type, never the payload. An event
 * that is too large for the brokers is not serialized, because sending it would fail the stage after every restart.
 */
public final class JsonSerde<T> implements Serde<T> {
    /** The largest value in bytes; by default, brokers accept records of 1 MiB with key and headers. */
    public static final int MAX_BYTES = 900_000;

    private final String typeName;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonSerde(Class<T> type) {
        this.typeName = type.getSimpleName();
        this.reader = Json.MAPPER.readerFor(type);
        this.writer = Json.MAPPER.writerFor(type);
    }

    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type);
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
        if (bytes.length > MAX_BYTES) {
            throw new SerializationException(
                    "%s of %d bytes is too large for %s".formatted(typeName, bytes.length, topic));
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
                throw new SerializationException("the literal null on " + topic + " is no " + typeName);
            }
            return event;
        } catch (JacksonException e) {
            throw new SerializationException("a record on %s is no valid %s: %s at line %d, column %d"
                    .formatted(
                            topic,
                            typeName,
                            reasonOf(e),
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr()));
        }
    }

    /**
     * The message of an event's own validation, else the class of the exception: Jackson's messages quote the payload.
     */
    private static String reasonOf(JacksonException failure) {
        return Optional.ofNullable(failure.getCause())
                .flatMap(PayloadFreeMessage::of)
                .orElse(failure.getClass().getSimpleName());
    }
}
