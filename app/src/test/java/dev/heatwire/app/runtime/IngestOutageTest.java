package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest with nothing to publish waits for a broker that is away. */
@Tag("full")
class IngestOutageTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** Within which a pass must notice a request to stop; a container has ten seconds to exit. */
    private static final Duration LONGEST_PASS = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final Topics topics = Topics.withPrefix("");

    @Test
    void shouldContinueAfterAnOutage() throws IOException {
        int port = EmbeddedBroker.freePort();
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port, Map.of());
        Map<String, String> client = Map.of("bootstrap.servers", broker.address());
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
        }
        write("one");
        IngestSources sources = new IngestSources(Optional.of(folder.resolve("site")), true, false);
        try (Ingest ingest = new Ingest(sources, topics, client, IngestSettings.STANDARD, Clock.systemUTC())) {
            awaitArticles(ingest, 1);
            broker.close();

            for (int pass = 0; pass < 3; pass++) {
                Instant start = Instant.now();
                pass(ingest);
                assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST_PASS);
            }

            broker = EmbeddedBroker.start(folder.resolve("broker"), port, Map.of());
            write("two");
            awaitArticles(ingest, 2);
        } finally {
            broker.close();
        }
    }

    private void awaitArticles(Ingest ingest, int articles) {
        await().atMost(TIMEOUT).until(() -> {
            pass(ingest);
            return ingest.committedTo(topics.articles.name()) == articles;
        });
    }

    private static void pass(Ingest ingest) {
        ingest.pass(() -> false, (done, of) -> {});
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve("site/articles/" + name + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
            ---
            title: Number %1$s
            webUrl: https://site.example/%1$s
            publishedDateTime: 2026-03-01T12:00:00Z
            ---
            """.formatted(name));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }
}
