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

/** The user's Kafka, which may start after us: what can change by waiting is waited for, anything else is an error. */
public final class ClusterConnector {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterConnector.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);
    private static final Duration REPEAT_INTERVAL = Duration.ofSeconds(30);

    private ClusterConnector() {}

    /**
     * Waits until the cluster answers and has the topics, and says what it waits for.
     *
     * @param who waits
     * @return empty when asked to stop meanwhile
     * @throws KafkaException when waiting cannot help, such as a refused password
     */
    public static Optional<Admin> await(String who, Settings settings, Collection<String> topics, ShutdownSignal stop)
            throws InterruptedException {
        String said = "";
        Instant when = Instant.MIN;
        while (!stop.isRequested()) {
            try {
                return Optional.of(connect(settings, topics));
            } catch (KafkaException failure) {
                String reason = whatToWaitFor(failure, settings).orElseThrow(() -> failure);
                if (!reason.equals(said) || when.plus(REPEAT_INTERVAL).isBefore(Instant.now())) {
                    LOG.warn("{} waits: {}", who, reason);
                    said = reason;
                    when = Instant.now();
                }
                stop.pause(RETRY_INTERVAL);
            }
        }
        return Optional.empty();
    }

    private static Admin connect(Settings settings, Collection<String> topics) {
        Admin admin = Admin.create(new HashMap<>(settings.client()));
        try {
            DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) ANSWER_TIMEOUT.toMillis());
            admin.describeTopics(topics, options).topicNameValues().forEach(ClusterConnector::require);
            return admin;
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static void require(String topic, KafkaFuture<TopicDescription> description) {
        try {
            AdminResults.get(description);
        } catch (TopicAuthorizationException e) {
            // as the broker words it, this does not say which
            throw new TopicAuthorizationException(Set.of(topic));
        }
    }

    private static Optional<String> whatToWaitFor(KafkaException failure, Settings settings) {
        String servers = settings.get(Settings.BOOTSTRAP_SERVERS);
        if (failure instanceof UnknownTopicOrPartitionException) {
            return Optional.of("the topics are not there yet; `heatwire topics create` creates them");
        }
        if (failure instanceof RetriableException) {
            return Optional.of("no Kafka answers at " + servers);
        }
        // the one sign of it that the clients give is in the message
        if (failure.getCause() instanceof ConfigException cause
                && cause.getMessage().contains("No resolvable bootstrap")) {
            return Optional.of("no host has the name in " + servers);
        }
        return Optional.empty();
    }
}
