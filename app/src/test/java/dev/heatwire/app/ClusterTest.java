package dev.heatwire.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

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

class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void shouldWaitForTopicsThatAreNotThereYet() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                Stop stop = new Stop()) {
            Settings settings = settings(broker.address());
            CompletableFuture<Optional<Admin>> connection = connect(settings, stop);
            await().during(A_WHILE).atMost(SOON).until(() -> !connection.isDone());

            try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
                TopicAdmin.create(admin, settings.topics(), 1, (short) 1);
            }

            await().atMost(SOON).until(connection::isDone);
            assertThat(connection.get()).isPresent();
            connection.get().get().close();
        }
    }

    @Test
    void shouldStopWaitingWhenAskedTo() throws Exception {
        for (String nowhere : List.of("127.0.0.1:1", "no-such-host.invalid:9092")) {
            try (Stop stop = new Stop()) {
                CompletableFuture<Optional<Admin>> connection = connect(settings(nowhere), stop);
                await().during(A_WHILE).atMost(SOON).until(() -> !connection.isDone());

                stop.request();

                await().atMost(SOON).until(connection::isDone);
                assertThat(connection.get()).isEmpty();
            }
        }
    }

    @Test
    void shouldNotWaitForWhatWaitingCannotMend() {
        Settings settings = Settings.of(Map.of(), Map.of("HEATWIRE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), List.of());
        try (Stop stop = new Stop()) {
            assertThatExceptionOfType(KafkaException.class)
                    .isThrownBy(() -> Cluster.await("rank", settings, List.of("articles"), stop));
        }
    }

    private static CompletableFuture<Optional<Admin>> connect(Settings settings, Stop stop) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Cluster.await(
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
