package dev.heatwire.faults.process;

import dev.heatwire.events.kafka.CompactedTopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far topics go, and how far a stage has committed them. */
public final class Offsets implements AutoCloseable {
    private final Admin admin;
    private final CompactedTopicReader reader;

    public Offsets(Map<String, String> client) {
        this.admin = Admin.create(new HashMap<>(client));
        this.reader = new CompactedTopicReader(client);
    }

    /** Where the next record of each partition will lie, open transactions included. */
    public Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> latest = partitions(topic).stream()
                .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        return ends.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Up to where a group has committed what it reads. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, position) -> committed.put(partition, position.offset()));
        return committed;
    }

    /** Whether the group has records of the topic before it that it has not committed. */
    public boolean workRemains(String group, String topic) {
        Map<TopicPartition, Long> committed = committed(group);
        return ends(topic).entrySet().stream().anyMatch(end -> {
            long from = committed.getOrDefault(end.getKey(), 0L);
            return from < end.getValue() && !reader.isEmpty(end.getKey(), from, end.getValue());
        });
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        reader.close();
    }
}
