package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.events.kafka.AdminResults;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reproduces KAFKA-20734: a coordinator completes a transaction without writing markers to partitions without a leader.
 *
 * <p>On a single broker, a partition has no leader only for a moment after an unclean shutdown. For a deterministic
 * test the only replica of the partition is on a second broker, which is stopped.
 */
@Tag("full")
class DroppedTransactionMarkersCanaryTest {
    private static final String FIXED =
            "Kafka has fixed KAFKA-20734: the coordinator keeps the marker of a partition without a leader."
                    + " Remove the workaround: BrokerFencing, HangingTransactionRecovery, TransactionLogReader,"
                    + " TxnMarkerWriter, the command `topics repair`, docker/start-kafka and this test.";
    private static final Set<TransactionState> DECIDED =
            EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
    /** A coordinator that keeps the marker stays in PREPARE_COMMIT until the partition has a leader. */
    private static final Duration COMPLETED_TIMEOUT = Duration.ofSeconds(5);

    /** Shorter than the default, so that the second broker can register again soon. */
    private static final String SESSION_TIMEOUT_MS = "3000";

    private static final String HEARTBEAT_INTERVAL_MS = "200";
    private static final String ID = "canary";
    private static final TopicPartition PARTITION = new TopicPartition("on-second-broker", 0);

    @TempDir
    private Path data;

    @TempDir
    private Path secondData;

    @Test
    void shouldBeRemovedWithTheWorkaroundOnceKafkaKeepsMarkersOfPartitionsWithoutALeader() throws Exception {
        String controller = "127.0.0.1:" + EmbeddedBroker.freePort();
        int port = EmbeddedBroker.freePort();
        Map<String, String> settings = Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://" + controller,
                "controller.quorum.voters",
                "1@" + controller,
                "broker.session.timeout.ms",
                SESSION_TIMEOUT_MS,
                "broker.heartbeat.interval.ms",
                HEARTBEAT_INTERVAL_MS);
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, port, settings);
                TransactionTestClient client = new TransactionTestClient(broker);
                KafkaProducer<String, byte[]> producer = client.producer(ID)) {
            // before the second broker starts, so that the coordinator is on the first
            producer.initTransactions();
            format(secondData, AdminResults.get(client.admin().describeCluster().clusterId()));
            int secondPort = EmbeddedBroker.freePort();
            KafkaRaftServer second = startSecondBroker(controller, secondPort);
            try {
                await().until(() ->
                        AdminResults.get(client.admin().describeCluster().nodes())
                                        .size()
                                == 2);
                client.createTopic(new NewTopic(PARTITION.topic(), Map.of(0, List.of(2))));
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(PARTITION.topic(), 0, "key", new byte[1]))
                        .get();
            } finally {
                stop(second);
            }
            await().until(() -> client.leader(PARTITION).isEmpty());

            producer.commitTransaction();

            await().until(() -> DECIDED.contains(state(client)));
            await(FIXED).atMost(COMPLETED_TIMEOUT).until(() -> state(client) == TransactionState.COMPLETE_COMMIT);
            assertRecoveryEndsTheTransaction(client, controller, secondPort);
        }
    }

    private void assertRecoveryEndsTheTransaction(TransactionTestClient client, String controller, int secondPort) {
        KafkaRaftServer second = startSecondBroker(controller, secondPort);
        try {
            client.awaitLeader(PARTITION);
            assertThat(client.producerState(PARTITION).currentTransactionStartOffset())
                    .as(FIXED)
                    .isPresent();

            assertThat(client.recovery().end()).isEqualTo(1);

            assertThat(client.producerState(PARTITION).currentTransactionStartOffset())
                    .isEmpty();
        } finally {
            stop(second);
        }
    }

    private static TransactionState state(TransactionTestClient client) {
        return AdminResults.get(client.admin().describeTransactions(List.of(ID)).description(ID))
                .state();
    }

    private KafkaRaftServer startSecondBroker(String controller, int port) {
        Properties config = new Properties();
        config.put("node.id", "2");
        config.put("process.roles", "broker");
        config.put("listeners", "PLAINTEXT://127.0.0.1:" + port);
        config.put("controller.listener.names", "CONTROLLER");
        config.put("controller.quorum.voters", "1@" + controller);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("log.dirs", secondData.toString());
        config.put("broker.heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
        config.put("log.cleaner.dedupe.buffer.size", "16777216");
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path data, String clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(2)
                .setClusterId(clusterId)
                .setControllerListenerName("CONTROLLER")
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .run();
    }
}
