package dev.heatwire.streams;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Reads bytes that are no valid value as absent. A store whose changelog is its source topic needs this: a restore
 * bypasses the deserialization exception handler, so that one bad record would stop the stage (KAFKA-8037).
 */
final class TolerantSerde {
    private TolerantSerde() {}

    static <T> Serde<T> of(Serde<T> serde) {
        return Serdes.serdeFrom(serde.serializer(), (topic, bytes) -> {
            try {
                return serde.deserializer().deserialize(topic, bytes);
            } catch (SerializationException e) {
                return null;
            }
        });
    }
}
