package dev.heatwire.app;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the contract with their settings, and leaves those that are there as they are. */
final class TopicAdmin {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private TopicAdmin() {}

    /** @return the names of the topics that were not there before */
    static List<String> create(Admin admin, Topics topics, int partitions, short replicationFactor) {
        List<NewTopic> wanted = topics.all().stream()
                .map(topic -> new NewTopic(topic.name(), partitions, replicationFactor).configs(topic.settings()))
                .toList();
        Map<String, KafkaFuture<Void>> results =
                new LinkedHashMap<>(admin.createTopics(wanted).values());
        List<String> created = new ArrayList<>();
        results.forEach((name, result) -> {
            if (succeeded(result)) {
                created.add(name);
            }
        });
        if (!created.isEmpty()) {
            awaitKnown(admin, results.keySet());
        }
        return created;
    }

    /** A topic that the controller has created is not yet known to every broker that is asked about it. */
    private static void awaitKnown(Admin admin, Collection<String> names) {
        Instant deadline = Instant.now().plus(KNOWN_WITHIN);
        while (true) {
            try {
                boolean led = get(admin.describeTopics(names).allTopicNames()).values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.leader() != null
                                && !partition.leader().isEmpty());
                if (led) {
                    return;
                }
            } catch (UnknownTopicOrPartitionException e) {
                // asked again below, until the deadline
            }
            if (Instant.now().isAfter(deadline)) {
                throw new KafkaException("the new topics are not ready after " + KNOWN_WITHIN);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** How many partitions a topic has. */
    static int partitionsOf(Admin admin, TopicSpec<?> topic) {
        return get(admin.describeTopics(List.of(topic.name())).topicNameValues().get(topic.name()))
                .partitions()
                .size();
    }

    private static boolean succeeded(KafkaFuture<Void> creation) {
        try {
            get(creation);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    /** The result, or the failure as the exception that Kafka gave it. */
    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted", e);
    }
}
