package dev.heatwire.broker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Takes the partitions from a lone broker that was killed, before it comes back. Else it begins with what it led in its
 * last life, loses that to its own new registration, and drops the markers that it wants to write just then
 * (KAFKA-20734).
 */
final class BrokerFencing {
    private static final String FENCED = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration SESSION_TIMEOUT = Duration.ofMillis(100);
    /** A broker that was killed in its first start may never have been registered: there is nothing to wait for then. */
    private static final Duration FENCED_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private BrokerFencing() {}

    /**
     * Lets the controller alone run for as long as it takes to miss the broker.
     *
     * @param node the settings of the controller that has the broker's data
     */
    static void fence(Map<String, String> node) {
        Properties config = new Properties();
        config.putAll(node);
        config.put("process.roles", "controller");
        config.put("broker.session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis()));
        config.put(
                "broker.heartbeat.interval.ms",
                Long.toString(SESSION_TIMEOUT.dividedBy(2).toMillis()));
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        controller.startup();
        try {
            Instant deadline = Instant.now().plus(FENCED_TIMEOUT);
            while (fenced() == 0 && Instant.now().isBefore(deadline)) {
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** How many brokers are fenced, by what is committed. */
    private static int fenced() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Integer) beans.getAttribute(new ObjectName(FENCED), "Value");
        } catch (InstanceNotFoundException e) {
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
