package dev.heatwire.app.admin;

import dev.heatwire.app.config.Settings;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates missing topics with their settings, and compares existing topics with the settings without changing them. */
public final class TopicAdmin {
    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private TopicAdmin() {}

    /**
     * Creates the topics that do not exist.
     *
     * @return the names of the topics that were created
     */
    public static List<String> create(Admin admin, Topics topics, int partitions, short replicationFactor) {
        return create(
                admin,
                topics.all().stream()
                        .map(topic -> new NewTopic(
                                        topic.name(), topic.partitions().orElse(partitions), replicationFactor)
                                .configs(topic.settings()))
                        .toList());
    }

    /** Returns the topics of the pipeline with the partitions, replication factor and configs of the settings. */
    public static List<NewTopic> wanted(Settings settings) {
        return settings.topics().all().stream()
                .map(topic -> new NewTopic(
                                topic.name(),
                                topic.partitions().orElseGet(() -> settings.number(Settings.PARTITIONS)),
                                (short) settings.number(Settings.REPLICATION_FACTOR))
                        .configs(settings.of(topic)))
                .toList();
    }

    /**
     * Creates the topics that do not exist, and waits until each partition of the new ones has a leader.
     *
     * @return the names of the topics that were created
     */
    public static List<String> create(Admin admin, List<NewTopic> wanted) {
        Map<String, KafkaFuture<Void>> results =
                new LinkedHashMap<>(admin.createTopics(wanted).values());
        List<String> created = new ArrayList<>();
        results.forEach((name, result) -> {
            if (succeeded(result)) {
                created.add(name);
            }
        });
        if (!created.isEmpty()) {
            awaitLeaders(admin, results.keySet());
        }
        return created;
    }

    /**
     * A difference between a topic and the settings.
     *
     * @param setting a topic config, {@code partitions} or {@code replication-factor}
     */
    public record Difference(String setting, String actual, String wanted) {
        /** Whether the broker may delete records that consumers rely on. */
        public boolean losesRecords() {
            return setting.equals(TopicConfig.CLEANUP_POLICY_CONFIG);
        }

        @Override
        public String toString() {
            return "%s is %s, not %s".formatted(setting, actual, wanted);
        }
    }

    /** Returns the differences by topic name; topics without differences are left out. */
    public static Map<String, List<Difference>> differences(Admin admin, List<NewTopic> wanted) {
        Map<String, TopicDescription> existing = AdminResults.get(
                admin.describeTopics(wanted.stream().map(NewTopic::name).toList())
                        .allTopicNames());
        Map<ConfigResource, Config> configs = AdminResults.get(admin.describeConfigs(wanted.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                        .toList())
                .all());
        Map<String, List<Difference>> differences = new LinkedHashMap<>();
        for (NewTopic topic : wanted) {
            List<Difference> found = new ArrayList<>();
            List<TopicPartitionInfo> partitions = existing.get(topic.name()).partitions();
            compare("partitions", partitions.size(), topic.numPartitions(), found);
            compare("replication-factor", partitions.get(0).replicas().size(), topic.replicationFactor(), found);
            Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            new TreeMap<>(topic.configs()).forEach((name, value) -> {
                ConfigEntry entry = config.get(name);
                compare(name, entry == null ? "unknown" : entry.value(), value, found);
            });
            if (!found.isEmpty()) {
                differences.put(topic.name(), found);
            }
        }
        return differences;
    }

    private static void compare(String setting, Object actual, Object wanted, List<Difference> differences) {
        if (!actual.toString().equals(wanted.toString())) {
            differences.add(new Difference(setting, actual.toString(), wanted.toString()));
        }
    }

    /** Waits for all brokers: a broker may not know a topic yet that the controller has already created. */
    private static void awaitLeaders(Admin admin, Collection<String> names) {
        Instant deadline = Instant.now().plus(LEADER_TIMEOUT);
        while (true) {
            try {
                boolean haveLeaders = AdminResults.get(
                                admin.describeTopics(names).allTopicNames())
                        .values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.leader() != null
                                && !partition.leader().isEmpty());
                if (haveLeaders) {
                    return;
                }
            } catch (UnknownTopicOrPartitionException e) {
                // the broker does not know the topic yet: retry until the deadline
            }
            if (Instant.now().isAfter(deadline)) {
                throw new KafkaException("the new topics have no leaders after " + LEADER_TIMEOUT);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** Returns the number of partitions of the topic. */
    public static int partitionsOf(Admin admin, TopicSpec<?> topic) {
        return AdminResults.get(admin.describeTopics(List.of(topic.name()))
                        .topicNameValues()
                        .get(topic.name()))
                .partitions()
                .size();
    }

    private static boolean succeeded(KafkaFuture<Void> creation) {
        try {
            AdminResults.get(creation);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }
}
