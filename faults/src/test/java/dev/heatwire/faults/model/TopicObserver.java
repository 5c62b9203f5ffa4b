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

/** Reads all that is committed on the pipeline's topics, from their beginning, and goes on while the test lasts. */
public final class TopicObserver implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Topics topics;
    private final ObservedRecords sightings;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = new Thread(this::run, "observer");
    /** Where output must go on, by partition; removed when it does. */
    private final Map<TopicPartition, Long> awaited = new HashMap<>();

    private final Map<TopicPartition, Gap> gaps = new HashMap<>();
    private final Set<TopicPartition> seen = new HashSet<>();
    private final List<TopicPartition> partitions;

    private volatile boolean closed;
    private volatile RuntimeException failure;
    private Instant resumed;
    private boolean everywhere;

    public TopicObserver(Map<String, String> client, Topics topics) {
        this.topics = topics;
        this.sightings = new ObservedRecords(topics);
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
                consumer.poll(POLL).forEach(this::see);
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    /** Everything up to what are the ends now, in the caller's thread. */
    public ObservedRecords readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::see);
        }
        consumer.close();
        return sightings;
    }

    private synchronized void see(ConsumerRecord<String, byte[]> record) {
        sightings.see(record);
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        seen.add(partition);
        gaps.computeIfPresent(partition, (any, gap) -> gap.until(Instant.now()));
        Long from = awaited.get(partition);
        if (from != null && record.offset() >= from) {
            awaited.remove(partition);
            if (awaited.isEmpty() || !everywhere) {
                awaited.clear();
                resumed = Instant.now();
            }
        }
    }

    /**
     * @param ends of the partitions on which output is to go on
     * @param all whether on each of them, or on any
     */
    public synchronized void awaitBeyond(Map<TopicPartition, Long> ends, boolean all) {
        resumed = null;
        everywhere = all;
        awaited.clear();
        // a partition that has never had anything belongs to no feed
        ends.forEach((partition, end) -> {
            if (!all || end > 0) {
                awaited.put(partition, end);
            }
        });
    }

    /** When output went on, in seconds from then. */
    public synchronized OptionalDouble resumedAfter(Instant start) {
        return resumed == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Duration.between(start, resumed).toMillis() / 1_000.0);
    }

    /** From now on, measures how long each partition of a topic that has news all the time stays silent. */
    public synchronized void measureGaps(String topic) {
        gaps.clear();
        partitions.stream()
                .filter(partition -> partition.topic().equals(topic))
                // one that has never had anything belongs to no feed
                .filter(seen::contains)
                .forEach(partition -> gaps.put(partition, new Gap(Instant.now(), Duration.ZERO)));
    }

    /** In seconds, up to now. */
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

    /** What has been seen so far; nothing is added meanwhile. */
    public synchronized <T> T with(Function<ObservedRecords, T> question) {
        if (failure != null) {
            throw failure;
        }
        return question.apply(sightings);
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
