package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.kafka.AdminResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts brokers on a copy of the data of a running broker, which is the data that a kill leaves. */
class BrokerFencingTest {
    private static final String PREPARED = "prepared-to-commit";

    @TempDir
    private static Path data;

    @TempDir
    private static Path killed;

    @BeforeAll
    static void copyDataOfARunningBroker() throws Exception {
        try (EmbeddedBroker running = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
                TransactionTestClient client = new TransactionTestClient(running)) {
            client.appendToTransactionLog(
                    client.openAndAbandon(PREPARED),
                    TransactionState.PREPARE_COMMIT,
                    TransactionTestClient.partitions(PREPARED));
            copy(data, killed);
        }
    }

    @Test
    void shouldFenceAKilledBrokerAndCompleteItsPreparedTransaction() throws Exception {
        assertThat(fence(killed)).isTrue();

        try (EmbeddedBroker restarted = EmbeddedBroker.start(killed, EmbeddedBroker.freePort(), Map.of());
                TransactionTestClient client = new TransactionTestClient(restarted)) {
            assertThat(client.committedRecords(PREPARED)).isEqualTo(TransactionTestClient.PARTITIONS);
        }
    }

    /** Slow, because the controller waits for a broker that was never registered. */
    @Test
    @Tag("full")
    void shouldStartAfterAKillDuringTheFirstStart(@TempDir Path formatted) throws Exception {
        Files.copy(data.resolve("meta.properties"), formatted.resolve("meta.properties"));
        Files.copy(data.resolve("bootstrap.checkpoint"), formatted.resolve("bootstrap.checkpoint"));
        assertThat(fence(formatted)).isFalse();

        try (EmbeddedBroker restarted = EmbeddedBroker.start(formatted, EmbeddedBroker.freePort(), Map.of());
                TransactionTestClient client = new TransactionTestClient(restarted)) {
            assertThat(AdminResults.get(client.admin().describeCluster().nodes()))
                    .hasSize(1);
        }
    }

    private static boolean fence(Path data) throws IOException {
        return BrokerFencing.fence(EmbeddedBroker.controllerSettings(data, "127.0.0.1:" + EmbeddedBroker.freePort()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
