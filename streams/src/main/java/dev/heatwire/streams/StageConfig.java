package dev.heatwire.streams;

import dev.heatwire.events.EventHeaders;
import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams settings of a stage: ours first, then the user's, and some that are not the user's to change. */
public final class StageConfig {
    /** Values that a stage's guarantees rest on. */
    private static final List<String> OWNED = List.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
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
     * Of the changelog of a store that is held in memory and empty most of the time: whoever reads it begins at the
     * beginning, so deletions need not be remembered.
     */
    public static final Map<String, String> SHORT_LIVED_CHANGELOG = Map.of(
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "600000", TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    private static final int TEN_MINUTES_MS = 600_000;
    private static final int SEVEN_DAYS_MS = 604_800_000;

    private StageConfig() {}

    /**
     * Settings in this order, later ones winning: the stage's defaults, {@code client} (the user's Kafka settings).
     *
     * @param applicationId the consumer group, and the prefix of internal topics
     * @param stateDir holds the local stores; one per instance
     * @param instance tells this instance from others of the stage, the same after a restart
     * @throws IllegalArgumentException naming every setting of {@code client} that a stage owns
     */
    public static Properties of(
            Stage stage,
            Topics topics,
            String applicationId,
            Path stateDir,
            String instance,
            Map<String, String> client) {
        Properties config = new Properties();
        // a change takes up to six transactions from folder to feed, but a commit takes time as well (decision 0021)
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        // a thread without input neither commits nor looks at its clocks for so long
        config.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // a thread asks for more only when it is through with what it has, and its own steps send it things, too
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        // the order in which inputs arrive leaves no trace, so no record waits until others have been fetched
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        config.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        // an article has 3 KB: of the default's 16 KB, most would be spent on compressing and reading single batches
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 30_000);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        // by default, each store of each task may take 98 MB beside the heap
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedCacheRocksDbConfig.class);
        // a changelog's newest segment is never compacted, and a start after a kill reads all of it: not up to 1 GB
        config.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), 32 << 20);
        config.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), TEN_MINUTES_MS);
        // an instance that comes back goes on from its checkpoint, and must still hear of what was deleted meanwhile
        config.put(StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG), SEVEN_DAYS_MS);

        refuseOwned(client);
        config.putAll(client);

        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // with "all", restoring reads raw bytes past the deserialization handler (KAFKA-8037)
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
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

    private static void refuseOwned(Map<String, String> client) {
        List<String> refused = new ArrayList<>();
        new TreeMap<>(client).forEach((key, value) -> {
            if (OWNED.stream().anyMatch(owned -> key.equals(owned) || key.endsWith("." + owned))) {
                refused.add(key);
            }
        });
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("settings that a stage owns cannot be overridden: " + refused);
        }
    }
}
