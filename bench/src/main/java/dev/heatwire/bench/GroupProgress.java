package dev.heatwire.bench;

import dev.heatwire.events.kafka.AdminResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The progress of a consumer group in its topics, internal ones included. */
final class GroupProgress {
    private final Admin admin;
    private final String group;
    private final List<String> topics;

    /** @param topics the main topic first */
    GroupProgress(Admin admin, String group, List<String> topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    /** The committed share of the main topic. */
    double share() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, Long> ends = ends(List.of(topics.get(0)));
        double done = ends.keySet().stream()
                .mapToLong(partition -> offset(committed, partition))
                .sum();
        return done / Math.max(1, ends.values().stream().mapToLong(end -> end).sum());
    }

    /** Reads end offsets after committed ones; a stage commits its input and its output together. */
    boolean isDone() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Stream<String> internal = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"));
        return ends(Stream.concat(topics.stream(), internal).toList()).entrySet().stream()
                .allMatch(end -> offset(committed, end.getKey()) >= end.getValue());
    }

    /** The number of records and transaction markers in the main topic. */
    long end() {
        return ends(List.of(topics.get(0))).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
        OffsetAndMetadata offset = committed.get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private Map<TopicPartition, Long> ends(Collection<String> names) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        AdminResults.get(admin.describeTopics(names).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(info ->
                                latest.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminResults.get(admin.listOffsets(latest).all())
                .forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }
}
