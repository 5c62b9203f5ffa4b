package dev.heatwire.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far a group has come with the topics it reads, its internal ones included. */
final class Reading {
    private final Admin admin;
    private final String group;
    private final List<String> topics;

    /** @param topics the main one first */
    Reading(Admin admin, String group, List<String> topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    /** The share of the main topic that the group has committed. */
    double share() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, Long> ends = ends(List.of(topics.get(0)));
        double done = ends.keySet().stream()
                .mapToLong(partition -> offset(committed, partition))
                .sum();
        return done / Math.max(1, ends.values().stream().mapToLong(end -> end).sum());
    }

    /** The ends are taken after the commits, and what is read and written is committed together. */
    boolean isDone() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Stream<String> internal = get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"));
        return ends(Stream.concat(topics.stream(), internal).toList()).entrySet().stream()
                .allMatch(end -> offset(committed, end.getKey()) >= end.getValue());
    }

    /** Records, and the marks of transactions. */
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
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private Map<TopicPartition, Long> ends(Collection<String> names) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        get(admin.describeTopics(names).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(info ->
                                latest.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest).all()).forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
