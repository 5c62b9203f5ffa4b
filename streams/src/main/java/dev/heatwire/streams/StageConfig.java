package dev.heatwire.streams;

import dev.heatwire.events.EventHeaders;
import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams configuration of a stage: defaults, the user's settings, and settings that users cannot override.
 */
public final class StageConfig {
    /** The guarantees of a stage depend on these settings. */
    private static final List<String> OWNED = List.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            StreamsConfig.STATE_DIR_CONFIG,
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);

    /**
     * Settings for the changelog of an in-memory store that is usually empty. It is always restored from the beginning,
     * so tombstones need no long retention.
     */
    public static final Map<String, String> SHORT_LIVED_CHANGELOG = Map.of(
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "600000", TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    private static final int TWO_MINUTES_MS = 120_000;
    private static final int TEN_MINUTES_MS = 600_000;
    private static final int SEVEN_DAYS_MS = 604_800_000;

    private StageConfig() {}

    /**
     * The defaults of the stage, overridden by {@code client} (the user's Kafka settings), and the settings a stage
     * owns.
     *
     * @param applicationId the consumer group, and the prefix of internal topics
     * @param stateDir the directory of the local stores of this instance
     * @param instance the static membership id, the same after a restart
     */
    public static Properties of(
            Stage stage,
            Topics topics,
            String applicationId,
            Path stateDir,
            String instance,
            Map<String, String> client) {
        Properties config = new Properties();
        // a change passes several transactions from folder to feed, but each commit takes time, too (decision 0021)
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        // a thread without input blocks this long before it commits and punctuates
        config.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // a thread polls again only after it has processed all fetched records
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        // with the default of 1 MB, providers waited behind thousands of articles that had been fetched before them
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 128 << 10);
        // the order in which inputs arrive leaves no trace, so no record waits until others have been fetched
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        config.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        // consumers see a record after the commit only, which flushes the producer: waiting until then makes larger
        // batches
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        // an article has 3 KB: with the default of 16 KB, batches would be too small to compress and read efficiently
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        // a start of rank builds the story graph while a transaction of its thread may be open; transactions of dead
        // processes are fenced long before (decision 0023)
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TWO_MINUTES_MS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        // by default, each store of each task may use 98 MB outside of the heap
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedCacheRocksDbConfig.class);
        // the active segment of a changelog is never compacted, and restoring after an unclean shutdown reads all of it
        config.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), 32 << 20);
        config.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), TEN_MINUTES_MS);
        // an instance restores from its checkpoint, and must still find the tombstones written while it was down
        config.put(StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG), SEVEN_DAYS_MS);

        config.putAll(client);

        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // a compacted topic is its table's changelog; stores read unreadable bytes as absent (TolerantSerde)
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
        config.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DlqDeserializationExceptionHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DlqProcessingExceptionHandler.class);
        // no stage has a global table, but Streams warns of this three times per start; its constant is deprecated
        config.put("processing.exception.handler.global.enabled", true);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DlqProductionExceptionHandler.class);
        EventHeaders.settings(stage.name(), topics, client, StreamsConfig.PRODUCER_PREFIX)
                .forEach((key, value) -> config.put(StreamsConfig.producerPrefix(key), value));
        config.put(DeadLetterFactory.STAGE_CONFIG, stage.name());
        config.put(DeadLetterFactory.TOPIC_CONFIG, topics.deadLetters.name());
        return config;
    }

    /** Whether the guarantees of a stage depend on this setting, which may have a prefix such as {@code consumer.}. */
    public static boolean isOwned(String setting) {
        return OWNED.stream().anyMatch(owned -> setting.equals(owned) || setting.endsWith("." + owned));
    }
}
