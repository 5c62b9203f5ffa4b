package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code heatwire run}, killed again and again while it works, publishes each file once. */
@Tag("full")
class KillTest {
    private static final int FILES = 1_500;
    private static final int KILLS = Integer.getInteger("heatwire.kills", 4);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldPublishEachFileOnceHoweverOftenItIsKilled() throws Exception {
        Path site = site();
        Random random = new Random(42);
        int underWay = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = run(site, "killed");
            // from before the broker is up until most is ranked
            if (!process.waitFor(2_500 + random.nextInt(4_000), TimeUnit.MILLISECONDS)) {
                underWay++;
            }
            process.destroyForcibly().waitFor();
        }
        Process last = run(site, "last");
        assertThat(last.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(underWay).isPositive();
        assertThat(last.exitValue())
                .as(Files.readString(folder.resolve("last.err")))
                .isEqualTo(ExitCode.SOME_REJECTED);
        JsonNode result = Json.MAPPER.readTree(Files.readString(folder.resolve("last.out")));
        Set<String> ids = new HashSet<>();
        result.get("articles").forEach(article -> ids.add(article.get("id").stringValue()));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data").resolve("broker"));
                CompactedTopicReader reader = new CompactedTopicReader(Map.of("bootstrap.servers", broker.address()))) {
            Topics topics = Topics.withPrefix("");
            assertThat(records(reader, topics.articles.name())).isEqualTo(FILES);
            assertThat(records(reader, topics.deadLetters.name())).isEqualTo(1);
            assertThat(reader.readTable(topics.fileStates).values().stream().map(FileState::state))
                    .hasSize(FILES + 1)
                    .filteredOn(state -> state == State.PUBLISHED)
                    .hasSize(FILES);
        }
        assertThat(ids).hasSize(FILES);
        assertThat(result.get("articles").size()).isEqualTo(FILES);
    }

    private Process run(Path site, String name) throws IOException {
        return HeatwireProcess.start(
                folder.resolve(name),
                "run",
                site.toString(),
                "--once",
                "--format=json",
                "--data=" + folder.resolve("data"));
    }

    private Path site() throws IOException {
        Path articles = Files.createDirectories(folder.resolve("site").resolve("articles"));
        for (int i = 0; i < FILES; i++) {
            write(articles.resolve(i + ".md"), """
                    ---
                    title: Number %1$d
                    publishedDateTime: 2026-03-01T12:00:00Z
                    webUrl: https://site.example/%1$d
                    related: [{title: Another, webUrl: "https://site.example/%2$d"}]
                    ---
                    """.formatted(i, (i * 7 + 1) % FILES));
        }
        write(articles.resolve("broken.md"), "broken");
        return articles.getParent();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        // old enough not to be waited for
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }

    private static int records(CompactedTopicReader reader, String topic) {
        AtomicInteger count = new AtomicInteger();
        reader.read(topic, any -> count.incrementAndGet());
        return count.get();
    }
}
