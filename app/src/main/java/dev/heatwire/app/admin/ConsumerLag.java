package dev.heatwire.app.admin;

import dev.heatwire.events.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is behind, as Kafka knows it. */
public final class ConsumerLag {
    private ConsumerLag() {}

    /** Committed records that the group has not committed to have read; offsets of transaction markers count, too. */
    public static Map<TopicPartition, Long> of(Admin admin, String group, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        Map<TopicPartition, Long> lag = new HashMap<>();
        AdminResults.get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, end) -> {
                    OffsetAndMetadata read = committed.get(partition);
                    lag.put(partition, Math.max(0, end.offset() - (read == null ? 0 : read.offset())));
                });
        return lag;
    }
}
