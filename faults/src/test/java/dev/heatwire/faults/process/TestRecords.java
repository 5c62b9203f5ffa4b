package dev.heatwire.faults.process;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to topics of the pipeline, and counts those that are there. */
public final class TestRecords {
    private TestRecords() {}

    /**
     * A producer that keeps its records in order: a new partition may refuse the first batch, and the next one must not
     * overtake it.
     */
    public static KafkaProducer<String, byte[]> producer(Map<String, ?> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** A record of the topic; without a value, a tombstone. */
    public static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(), key, topic.values().serializer().serialize(topic.name(), value));
    }

    /** How many committed records the topic has, tombstones included. */
    public static int count(CompactedTopicReader reader, TopicSpec<?> topic) {
        AtomicInteger count = new AtomicInteger();
        reader.read(topic.name(), record -> count.incrementAndGet());
        return count.get();
    }
}
