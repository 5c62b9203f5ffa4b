package dev.heatwire.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to the end they had when it was asked, committed records only. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<String, byte[]> consumer;

    /** @param client the settings of the user's cluster, {@code bootstrap.servers} among them */
    public TopicReader(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // nobody waits here for what is yet to come, only for what is there
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The last value of each key of a compacted topic; deleted keys are left out. */
    public <V> Map<String, V> fold(TopicSpec<V> topic) {
        Map<String, V> values = new LinkedHashMap<>();
        read(topic.name(), record -> {
            V value = topic.values().deserializer().deserialize(topic.name(), record.value());
            if (value == null) {
                values.remove(record.key());
            } else {
                values.put(record.key(), value);
            }
        });
        return values;
    }

    /**
     * Hands over every record, in the order of each partition.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public void read(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // caught up by position, not by the last record's offset: transactions end in markers that nobody receives
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(action);
        }
    }

    /** Whether no record, committed or in an open transaction, lies between the two offsets. */
    public boolean isEmpty(TopicPartition partition, long offset, long end) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
        if (consumer.endOffsets(List.of(partition)).get(partition) < end) {
            return false;
        }
        consumer.seek(partition, Math.max(begin, offset));
        while (consumer.position(partition) < end) {
            if (!consumer.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
