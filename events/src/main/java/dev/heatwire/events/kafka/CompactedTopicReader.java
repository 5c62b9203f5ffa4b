package dev.heatwire.events.kafka;

import dev.heatwire.events.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to the end they had when it was asked, or on; committed records only. */
public final class CompactedTopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration TAIL_POLL_TIMEOUT = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;

    /** @param client the settings of the user's cluster, {@code bootstrap.servers} among them */
    public CompactedTopicReader(Map<String, String> client) {
        // nobody waits here for what is yet to come, only for what is there
        this(client, POLL);
    }

    private CompactedTopicReader(Map<String, String> client, Duration patience) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) patience.toMillis());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** One that waits for what is yet to come. */
    public static CompactedTopicReader tailing(Map<String, String> client) {
        return new CompactedTopicReader(client, TAIL_POLL_TIMEOUT);
    }

    /** The last value of each key of a compacted topic; deleted keys are left out. */
    public <V> Map<String, V> readTable(TopicSpec<V> topic) {
        Map<String, V> values = new LinkedHashMap<>();
        read(topic.name(), record -> fold(record, topic, values));
        return values;
    }

    /** What a compacted topic has been folded to so far. */
    public static final class TableSnapshot<V> {
        private final TopicSpec<V> topic;
        private final Map<String, V> values = new LinkedHashMap<>();
        private final Map<TopicPartition, Long> positions = new HashMap<>();

        public TableSnapshot(TopicSpec<V> topic) {
            this.topic = topic;
        }
    }

    /** As {@link #readTable(TopicSpec)}, but reads only what has come since the last time. */
    public <V> Map<String, V> readTable(TableSnapshot<V> folded) {
        startOf(folded.topic.name());
        folded.positions.forEach(consumer::seek);
        readNew(record -> fold(record, folded.topic, folded.values));
        consumer.assignment().forEach(partition -> folded.positions.put(partition, consumer.position(partition)));
        return Map.copyOf(folded.values);
    }

    /**
     * The last value of each key of a compacted topic, again after every change, until it is asked to stop. What it hands
     * over is whole: no transaction is read in part.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public <V> void follow(TopicSpec<V> topic, BooleanSupplier stop, Consumer<Map<String, V>> whole) {
        Map<String, V> values = new LinkedHashMap<>();
        startOf(topic.name());
        boolean changed = true;
        while (!stop.getAsBoolean()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(TAIL_POLL_TIMEOUT)) {
                fold(record, topic, values);
                changed = true;
            }
            if (changed && isCaughtUp()) {
                whole.accept(Map.copyOf(values));
                changed = false;
            }
        }
    }

    private static <V> void fold(ConsumerRecord<String, byte[]> record, TopicSpec<V> topic, Map<String, V> values) {
        V value = topic.values().deserializer().deserialize(topic.name(), record.value());
        if (value == null) {
            values.remove(record.key());
        } else {
            values.put(record.key(), value);
        }
    }

    /** Up to the last stable offset that the brokers told; it lies between transactions. */
    private boolean isCaughtUp() {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    /**
     * Hands over every record, in the order of each partition.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public void read(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
        startOf(topic);
        readNew(action);
    }

    /** Hands over every record that has come since, when the last thing asked for was a whole topic. */
    public void readNew(Consumer<ConsumerRecord<String, byte[]>> action) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        // caught up by position, not by the last record's offset: transactions end in markers that nobody receives
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(action);
        }
    }

    private void startOf(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
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
