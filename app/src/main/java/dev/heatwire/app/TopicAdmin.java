package dev.heatwire.app;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the contract with their settings, and leaves those that are there as they are. */
final class TopicAdmin {
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
        return created;
    }

    /** How many partitions a topic has. */
    static int partitionsOf(Admin admin, TopicSpec<?> topic) {
        return get(admin.describeTopics(List.of(topic.name())).topicNameValues().get(topic.name()))
                .partitions()
                .size();
    }

    private static boolean succeeded(KafkaFuture<Void> creation) {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted", e);
    }
}
