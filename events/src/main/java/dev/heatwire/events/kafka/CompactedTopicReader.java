package dev.heatwire.events.kafka;

import dev.heatwire.events.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the committed records of topics from the beginning, up to the current end or continuously. */
public final class CompactedTopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration TAIL_POLL_TIMEOUT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopicReader.class);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;

    /** @param client the settings of the user's cluster, {@code bootstrap.servers} among them */
    public CompactedTopicReader(Map<String, String> client) {
        this(consumer(client, POLL));
    }

    CompactedTopicReader(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, String> client, Duration maxFetchWait) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) maxFetchWait.toMillis());
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A reader for {@link #follow}: fetches wait longer for new records. */
    public static CompactedTopicReader tailing(Map<String, String> client) {
        return new CompactedTopicReader(consumer(client, TAIL_POLL_TIMEOUT));
    }

    /** The last value of each key of a compacted topic, without deleted keys; earlier values are not parsed. */
    public <V> Map<String, V> readTable(TopicSpec<V> topic) {
        Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
        read(topic.name(), record -> last.put(record.key(), record));
        Map<String, V> values = new LinkedHashMap<>();
        last.values().forEach(record -> apply(record, topic, (key, value) -> true, values));
        return values;
    }

    /** As {@link #readTable(TopicSpec)}, but keeps only the values that are wanted, because a topic may be large. */
    public <V> Map<String, V> readTable(TopicSpec<V> topic, BiPredicate<String, V> wanted) {
        Map<String, V> values = new LinkedHashMap<>();
        read(topic.name(), record -> apply(record, topic, wanted, values));
        return values;
    }

    /** As {@link #readTable(TopicSpec)}, but reads only the records since the last call with this snapshot. */
    public <V> Map<String, V> readTable(TableSnapshot<V> snapshot) {
        startOf(snapshot.topic.name());
        snapshot.positions.forEach(consumer::seek);
        readNew(record -> apply(record, snapshot.topic, (key, value) -> true, snapshot.values));
        consumer.assignment().forEach(partition -> snapshot.positions.put(partition, consumer.position(partition)));
        return Map.copyOf(snapshot.values);
    }

    /**
     * Passes on the table of a compacted topic, again after every change, until asked to stop. Each table holds whole
     * transactions only. A key whose value cannot be read is absent.
     *
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public <V> void follow(TopicSpec<V> topic, BooleanSupplier stop, Consumer<Map<String, V>> tables) {
        Map<String, V> values = new LinkedHashMap<>();
        followChanges(
                topic,
                stop,
                (key, value) -> value.ifPresentOrElse(present -> values.put(key, present), () -> values.remove(key)),
                () -> tables.accept(Map.copyOf(values)));
    }

    /**
     * Passes on each change of a compacted topic from the beginning, until asked to stop, and keeps none of them.
     *
     * @param change a key with its value, or without one when it was deleted or cannot be read
     * @param caughtUp called when all committed records have been passed on, and again after every change
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    public <V> void followChanges(
            TopicSpec<V> topic, BooleanSupplier stop, BiConsumer<String, Optional<V>> change, Runnable caughtUp) {
        startOf(topic.name());
        boolean changed = true;
        while (!stop.getAsBoolean()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(TAIL_POLL_TIMEOUT)) {
                change.accept(record.key(), readableValueOf(record, topic));
                changed = true;
            }
            if (changed && isCaughtUp()) {
                caughtUp.run();
                changed = false;
            }
        }
    }

    /** Absent if the value cannot be read: to fail would not help, because the record stays on the topic. */
    private static <V> Optional<V> readableValueOf(ConsumerRecord<String, byte[]> record, TopicSpec<V> topic) {
        try {
            return Optional.ofNullable(valueOf(record, topic));
        } catch (SerializationException e) {
            LOG.warn("skipped partition {} offset {}: {}", record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private static <V> V valueOf(ConsumerRecord<String, byte[]> record, TopicSpec<V> topic) {
        return topic.values().deserializer().deserialize(topic.name(), record.value());
    }

    /** A value that is no longer wanted replaces the one before it, too. */
    static <V> void apply(
            ConsumerRecord<String, byte[]> record,
            TopicSpec<V> topic,
            BiPredicate<String, V> wanted,
            Map<String, V> values) {
        V value = valueOf(record, topic);
        if (value == null || !wanted.test(record.key(), value)) {
            values.remove(record.key());
        } else {
            values.put(record.key(), value);
        }
    }

    /** Whether all records up to the last stable offset are read; that offset never lies within a transaction. */
    private boolean isCaughtUp() {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    /** Reads all records, in the order of each partition; fails as {@link #follow} does when there is no topic. */
    public void read(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
        startOf(topic);
        readNew(action);
    }

    /** Reads the records since the last call of this method or of {@link #read}. */
    public void readNew(Consumer<ConsumerRecord<String, byte[]>> action) {
        readNew(action, Duration.ofSeconds(60));
    }

    /** @throws TimeoutException when the broker does not answer in this time; the next call continues */
    public void readNew(Consumer<ConsumerRecord<String, byte[]>> action, Duration timeout) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), timeout);
        long lastAnswer = System.nanoTime();
        // compares positions, not offsets of records: a transaction ends with a marker that consumers do not receive
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), timeout) < end.getValue())) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            records.forEach(action);
            if (!records.isEmpty()) {
                lastAnswer = System.nanoTime();
            } else if (System.nanoTime() - lastAnswer > timeout.toNanos()) {
                throw new TimeoutException("there are more records, but the broker has sent none for " + timeout);
            }
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
