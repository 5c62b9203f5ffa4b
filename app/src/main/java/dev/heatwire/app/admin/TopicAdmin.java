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

/** Creates the topics of the contract with their settings; those that are there are left as they are, and compared. */
public final class TopicAdmin {
    private static final Duration KNOWN_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private TopicAdmin() {}

    /** @return the names of those that were not there */
    public static List<String> create(Admin admin, Topics topics, int partitions, short replicationFactor) {
        return create(
                admin,
                topics.all().stream()
                        .map(topic ->
                                new NewTopic(topic.name(), partitions, replicationFactor).configs(topic.settings()))
                        .toList());
    }

    /** The topics of the contract as the settings want them. */
    public static List<NewTopic> wanted(Settings settings) {
        return settings.topics().all().stream()
                .map(topic -> new NewTopic(topic.name(), settings.number(Settings.PARTITIONS), (short)
                                settings.number(Settings.REPLICATION_FACTOR))
                        .configs(settings.of(topic)))
                .toList();
    }

    /** @return the names of the topics that were not there before */
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
            awaitKnown(admin, results.keySet());
        }
        return created;
    }

    /**
     * What a topic is and ought not to be.
     *
     * @param setting of the topic, or {@code partitions} or {@code replication-factor}
     */
    public record Difference(String setting, String is, String wanted) {
        /** Whether the topic may forget what consumers rely on. */
        public boolean losesRecords() {
            return setting.equals(TopicConfig.CLEANUP_POLICY_CONFIG);
        }

        @Override
        public String toString() {
            return "%s is %s, not %s".formatted(setting, is, wanted);
        }
    }

    /** In what each topic differs from what is wanted; topics that do not are left out. */
    public static Map<String, List<Difference>> differences(Admin admin, List<NewTopic> wanted) {
        Map<String, TopicDescription> present = AdminResults.get(
                admin.describeTopics(wanted.stream().map(NewTopic::name).toList())
                        .allTopicNames());
        Map<ConfigResource, Config> settings = AdminResults.get(admin.describeConfigs(wanted.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                        .toList())
                .all());
        Map<String, List<Difference>> differences = new LinkedHashMap<>();
        for (NewTopic topic : wanted) {
            List<Difference> found = new ArrayList<>();
            List<TopicPartitionInfo> partitions = present.get(topic.name()).partitions();
            compare("partitions", partitions.size(), topic.numPartitions(), found);
            compare("replication-factor", partitions.get(0).replicas().size(), topic.replicationFactor(), found);
            Config config = settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
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

    private static void compare(String setting, Object is, Object wanted, List<Difference> differences) {
        if (!is.toString().equals(wanted.toString())) {
            differences.add(new Difference(setting, is.toString(), wanted.toString()));
        }
    }

    /** A topic that the controller has created is not yet known to every broker that is asked about it. */
    private static void awaitKnown(Admin admin, Collection<String> names) {
        Instant deadline = Instant.now().plus(KNOWN_TIMEOUT);
        while (true) {
            try {
                boolean led = AdminResults.get(admin.describeTopics(names).allTopicNames()).values().stream()
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
                throw new KafkaException("the new topics are not ready after " + KNOWN_TIMEOUT);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** How many partitions a topic has. */
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
