package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.config.Settings;
import dev.heatwire.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterConnectorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STILL_WAITING = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void shouldWaitUntilTheTopicsExist() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, EmbeddedBroker.freePort(), Map.of());
                ShutdownSignal stop = new ShutdownSignal()) {
            Settings settings = settings(broker.address());
            CompletableFuture<Optional<Admin>> connection = connect(settings, stop);
            await().during(STILL_WAITING).atMost(TIMEOUT).until(() -> !connection.isDone());

            try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
                TopicAdmin.create(admin, settings.topics(), 1, (short) 1);
            }

            await().atMost(TIMEOUT).until(connection::isDone);
            assertThat(connection.get()).isPresent();
            connection.get().get().close();
        }
    }

    @Test
    void shouldStopWaitingOnAStopRequest() throws Exception {
        for (String unreachable : List.of("127.0.0.1:1", "no-such-host.invalid:9092")) {
            try (ShutdownSignal stop = new ShutdownSignal()) {
                CompletableFuture<Optional<Admin>> connection = connect(settings(unreachable), stop);
                await().during(STILL_WAITING).atMost(TIMEOUT).until(() -> !connection.isDone());

                stop.request();

                await().atMost(TIMEOUT).until(connection::isDone);
                assertThat(connection.get()).isEmpty();
            }
        }
    }

    @Test
    void shouldFailAtOnceWhenWaitingCannotHelp() {
        Settings settings = Settings.of(Map.of(), Map.of("HEATWIRE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), List.of());
        try (ShutdownSignal stop = new ShutdownSignal()) {
            assertThatExceptionOfType(KafkaException.class)
                    .isThrownBy(() -> ClusterConnector.await("rank", settings, List.of("articles"), stop));
        }
    }

    private static CompletableFuture<Optional<Admin>> connect(Settings settings, ShutdownSignal stop) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ClusterConnector.await(
                        "rank", settings, List.of(settings.topics().articles.name()), stop);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Settings settings(String servers) {
        return Settings.of(Map.of(Settings.BOOTSTRAP_SERVERS, servers), Map.of(), List.of());
    }
}
