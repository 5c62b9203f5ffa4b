package dev.heatwire.app.admin;

import dev.heatwire.events.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads end offsets of partitions, and committed offsets and lag of consumer groups. */
public final class ConsumerLag {
    private ConsumerLag() {}

    /**
     * Returns the difference of the last stable offset and the committed offset of each partition. Transaction markers
     * count as records.
     */
    public static Map<TopicPartition, Long> of(Admin admin, String group, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> committed = committedOffsets(admin, group);
        Map<TopicPartition, Long> lag = new HashMap<>();
        endOffsets(admin, partitions, IsolationLevel.READ_COMMITTED)
                .forEach((partition, end) ->
                        lag.put(partition, Math.max(0, end - committed.getOrDefault(partition, 0L))));
        return lag;
    }

    /** Returns the offsets that the group has committed; partitions without one are left out. */
    public static Map<TopicPartition, Long> committedOffsets(Admin admin, String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, position) -> {
                    if (position != null) {
                        committed.put(partition, position.offset());
                    }
                });
        return committed;
    }

    /** Returns the last stable offset of each partition with READ_COMMITTED, the high watermark otherwise. */
    public static Map<TopicPartition, Long> endOffsets(
            Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolationLevel) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminResults.get(admin.listOffsets(latest, new ListOffsetsOptions(isolationLevel))
                        .all())
                .forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }
}
