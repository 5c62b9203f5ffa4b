package dev.heatwire.faults.model;

import dev.heatwire.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all committed records of the pipeline's topics from their beginning until it is closed. */
public final class TopicObserver implements AutoCloseable {
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(20);

    private final Topics topics;
    private final ObservedRecords records;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = new Thread(this::run, "observer");
    /** The offsets from which output is awaited; a partition is removed when output arrives. */
    private final Map<TopicPartition, Long> awaitedOffsets = new HashMap<>();

    private final Map<TopicPartition, Gap> gaps = new HashMap<>();
    private final Set<TopicPartition> partitionsWithRecords = new HashSet<>();
    private final List<TopicPartition> partitions;

    private volatile boolean closed;
    private volatile RuntimeException failure;
    private Instant resumedAt;
    private boolean onEveryPartition;

    public TopicObserver(Map<String, String> client, Topics topics) {
        this.topics = topics;
        this.records = new ObservedRecords(topics);
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = Stream.of(
                        topics.articles,
                        topics.enrichedArticles,
                        topics.rankedArticles,
                        topics.rankedFeed,
                        topics.deadLetters)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public TopicObserver start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!closed) {
                consumer.poll(POLL_TIMEOUT).forEach(this::observe);
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    /** Reads up to the current end offsets in the caller's thread. */
    public ObservedRecords readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL_TIMEOUT).forEach(this::observe);
        }
        consumer.close();
        return records;
    }

    private synchronized void observe(ConsumerRecord<String, byte[]> record) {
        records.add(record);
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        partitionsWithRecords.add(partition);
        gaps.computeIfPresent(partition, (key, gap) -> gap.until(Instant.now()));
        Long from = awaitedOffsets.get(partition);
        if (from != null && record.offset() >= from) {
            awaitedOffsets.remove(partition);
            if (awaitedOffsets.isEmpty() || !onEveryPartition) {
                awaitedOffsets.clear();
                resumedAt = Instant.now();
            }
        }
    }

    /**
     * Begins to wait for output beyond the given offsets.
     *
     * @param all whether on all partitions that have records, or on any
     */
    public synchronized void awaitOutputBeyond(Map<TopicPartition, Long> ends, boolean all) {
        resumedAt = null;
        onEveryPartition = all;
        awaitedOffsets.clear();
        // no feed has the key of a partition without records
        ends.forEach((partition, end) -> {
            if (!all || end > 0) {
                awaitedOffsets.put(partition, end);
            }
        });
    }

    /** The seconds from the start until output arrived. */
    public synchronized OptionalDouble resumedAfter(Instant start) {
        return resumedAt == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Duration.between(start, resumedAt).toMillis() / 1_000.0);
    }

    /** Starts to measure the longest time without a record on each partition of a topic. */
    public synchronized void measureGaps(String topic) {
        gaps.clear();
        partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                // no feed has the key of a partition without records
                .filter(partitionsWithRecords::contains)
                .forEach(partition -> gaps.put(partition, new Gap(Instant.now(), Duration.ZERO)));
    }

    /** The longest gap in seconds, up to now. */
    public synchronized double longestGap() {
        Instant now = Instant.now();
        return gaps.values().stream()
                        .mapToLong(gap -> gap.until(now).longest().toMillis())
                        .max()
                        .orElseThrow()
                / 1_000.0;
    }

    private record Gap(Instant last, Duration longest) {
        Gap until(Instant now) {
            Duration gap = Duration.between(last, now);
            return new Gap(now, gap.compareTo(longest) > 0 ? gap : longest);
        }
    }

    /** Applies a query to the records so far; no record is added meanwhile. */
    public synchronized <T> T with(Function<ObservedRecords, T> query) {
        if (failure != null) {
            throw failure;
        }
        return query.apply(records);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
