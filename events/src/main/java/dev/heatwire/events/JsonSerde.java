package dev.heatwire.events;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Reads and writes one kind of event as JSON; errors name the topic and the kind, never the payload. */
public final class JsonSerde<T> implements Serde<T> {
    private final String kind;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonSerde(Class<T> type) {
        this.kind = type.getSimpleName();
        this.reader = Json.MAPPER.readerFor(type);
        this.writer = Json.MAPPER.writerFor(type);
    }

    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, event) -> event == null ? null : writer.writeValueAsBytes(event);
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
