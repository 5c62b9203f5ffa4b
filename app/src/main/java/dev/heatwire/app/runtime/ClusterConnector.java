package dev.heatwire.app.runtime;

import dev.heatwire.app.config.Settings;
import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the user's cluster; waits for brokers and topics that may appear later, and fails on any other error. */
public final class ClusterConnector {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterConnector.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

    private ClusterConnector() {}

    /**
     * Waits until the cluster is available and has the topics, and logs what it waits for.
     *
     * @param name the name of the waiting command in the log
     * @return empty if a stop was requested before that
     * @throws KafkaException if waiting cannot help, for example after failed authentication
     */
    public static Optional<Admin> await(String name, Settings settings, Collection<String> topics, ShutdownSignal stop)
            throws InterruptedException {
        String loggedReason = "";
        Instant loggedAt = Instant.MIN;
        while (!stop.isRequested()) {
            try {
                return Optional.of(connect(settings, topics));
            } catch (KafkaException failure) {
                String reason = reasonToWait(failure, settings).orElseThrow(() -> failure);
                if (!reason.equals(loggedReason) || loggedAt.plus(LOG_INTERVAL).isBefore(Instant.now())) {
                    LOG.warn("{} is waiting: {}", name, reason);
                    loggedReason = reason;
                    loggedAt = Instant.now();
                }
                stop.pause(RETRY_INTERVAL);
            }
        }
        return Optional.empty();
    }

    private static Admin connect(Settings settings, Collection<String> topics) {
        Admin admin = Admin.create(new HashMap<>(settings.client()));
        try {
            DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) REQUEST_TIMEOUT.toMillis());
            admin.describeTopics(topics, options).topicNameValues().forEach(ClusterConnector::checkExists);
            return admin;
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static void checkExists(String topic, KafkaFuture<TopicDescription> description) {
        try {
            AdminResults.get(description);
        } catch (TopicAuthorizationException e) {
            // the message of the broker does not name the topic
            throw new TopicAuthorizationException(Set.of(topic));
        }
    }

    private static Optional<String> reasonToWait(KafkaException failure, Settings settings) {
        String servers = settings.get(Settings.BOOTSTRAP_SERVERS);
        if (failure instanceof UnknownTopicOrPartitionException) {
            return Optional.of("the topics do not exist yet; create them with `heatwire topics create`");
        }
        if (failure instanceof RetriableException) {
            return Optional.of("no broker is available at " + servers);
        }
        // the client has no exception type for this, only a message
        if (failure.getCause() instanceof ConfigException cause
                && cause.getMessage().contains("No resolvable bootstrap")) {
            return Optional.of("cannot resolve a host name in " + servers);
        }
        return Optional.empty();
    }
}
