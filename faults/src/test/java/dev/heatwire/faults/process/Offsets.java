package dev.heatwire.faults.process;

import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** End offsets of topics, and committed offsets of consumer groups. */
public final class Offsets implements AutoCloseable {
    private final Admin admin;
    private final CompactedTopicReader reader;

    public Offsets(Map<String, String> client) {
        this.admin = Admin.create(new HashMap<>(client));
        this.reader = new CompactedTopicReader(client);
    }

    /** The log end offset of each partition, open transactions included. */
    public Map<TopicPartition, Long> ends(String topic) {
        return ends(admin, List.of(topic));
    }

    /** The log end offset of each partition of the topics, open transactions included. */
    public static Map<TopicPartition, Long> ends(Admin admin, Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        AdminResults.get(admin.describeTopics(topics).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(info ->
                                latest.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminResults.get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** The offsets that a group has committed. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, position) -> committed.put(partition, position.offset()));
        return committed;
    }

    /** Whether the topic has records beyond the offsets that the group has committed. */
    public boolean hasLag(String group, String topic) {
        Map<TopicPartition, Long> committed = committed(group);
        return ends(topic).entrySet().stream().anyMatch(end -> {
            long from = committed.getOrDefault(end.getKey(), 0L);
            return from < end.getValue() && !reader.isEmpty(end.getKey(), from, end.getValue());
        });
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        reader.close();
    }
}
