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
 * Fences a single broker after an unclean shutdown, before it starts again, so that it starts without partitions.
 * Otherwise the controller considers the killed broker alive until its session times out: the broker starts as the
 * leader of its old partitions, loses them when it registers, and drops the transaction markers that its coordinator
 * sends in between (KAFKA-20734).
 */
final class BrokerFencing {
    private static final String FENCED_BROKERS = "kafka.controller:type=KafkaController,name=FencedBrokerCount";
    private static final Duration SESSION_TIMEOUT = Duration.ofMillis(100);
    /** Limits the wait for a broker that was killed during its first start and may not be registered. */
    private static final Duration FENCED_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private BrokerFencing() {}

    /**
     * Runs the controller without the broker until it has fenced the broker.
     *
     * @param controllerSettings settings of the controller on the broker's data
     * @return false if no broker was registered
     */
    static boolean fence(Map<String, String> controllerSettings) {
        Properties config = new Properties();
        config.putAll(controllerSettings);
        config.put("process.roles", "controller");
        config.put("broker.session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis()));
        config.put(
                "broker.heartbeat.interval.ms",
                Long.toString(SESSION_TIMEOUT.dividedBy(2).toMillis()));
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        controller.startup();
        try {
            Instant deadline = Instant.now().plus(FENCED_TIMEOUT);
            while (fencedBrokers() == 0 && Instant.now().isBefore(deadline)) {
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
            return fencedBrokers() > 0;
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    /** The number of fenced brokers in the committed metadata. */
    private static int fencedBrokers() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Integer) beans.getAttribute(new ObjectName(FENCED_BROKERS), "Value");
        } catch (InstanceNotFoundException e) {
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
