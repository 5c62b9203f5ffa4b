package dev.heatwire.events;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic's name together with the serdes that read and write it and the settings it is created with, so that they
 * cannot drift apart.
 *
 * @param partitions how many it must have; absent when the user decides
 */
public record TopicSpec<V>(
        String name, Serde<String> keys, Serde<V> values, Map<String, String> settings, Optional<Integer> partitions) {
    /** A topic whose number of partitions the user decides. */
    public TopicSpec(String name, Serde<String> keys, Serde<V> values, Map<String, String> settings) {
        this(name, keys, values, settings, Optional.empty());
    }

    /** The same topic with exactly one partition: one task reads it, and sees every record. */
    TopicSpec<V> onOnePartition() {
        return new TopicSpec<>(name, keys, values, settings, Optional.of(1));
    }

    /**
     * A topic that keeps the last value of each key for good, and tombstones for a week. Segments roll and are cleaned
     * early because the active one is never compacted.
     */
    static <V> TopicSpec<V> compacted(String name, Serde<V> values) {
        return new TopicSpec<>(
                name,
                Serdes.String(),
                values,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_MS_CONFIG, "600000",
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "3600000",
                        TopicConfig.DELETE_RETENTION_MS_CONFIG, "604800000"));
    }

    /** A topic of raw bytes that forgets after 30 days. */
    static TopicSpec<byte[]> withRetention(String name) {
        return new TopicSpec<>(
                name,
                Serdes.String(),
                Serdes.ByteArray(),
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "2592000000"));
    }
}
