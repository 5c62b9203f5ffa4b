package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.TestRecords;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code heatwire run} publishes each file once, although it is killed again and again. */
@Tag("full")
class KillTest {
    private static final int FILES = 1_500;
    private static final int KILLS = Integer.getInteger("heatwire.kills", 4);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldPublishEachFileOnceAlthoughItIsKilled() throws Exception {
        Path site = site();
        Random random = new Random(42);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            ChildProcess process = run(site, "killed");
            // from before the broker has started until most articles are ranked
            if (!process.hasEndedWithin(Duration.ofMillis(2_500 + random.nextInt(4_000)))) {
                killed++;
            }
            process.kill();
        }
        ChildProcess last = run(site, "last");
        assertThat(last.hasEndedWithin(END_TIMEOUT)).isTrue();

        assertThat(killed).isPositive();
        assertThat(last.exitValue()).as(last::logSinceStart).isEqualTo(ExitCode.SOME_REJECTED);
        JsonNode result = Json.MAPPER.readTree(last.output());
        Set<String> ids = new HashSet<>();
        result.get("articles").forEach(article -> ids.add(article.get("id").stringValue()));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data").resolve("broker"));
                CompactedTopicReader reader = new CompactedTopicReader(Map.of("bootstrap.servers", broker.address()))) {
            Topics topics = Topics.withPrefix("");
            assertThat(TestRecords.count(reader, topics.articles)).isEqualTo(FILES);
            assertThat(TestRecords.count(reader, topics.deadLetters)).isEqualTo(1);
            assertThat(reader.readTable(topics.fileStates).values().stream().map(FileState::state))
                    .hasSize(FILES + 1)
                    .filteredOn(state -> state == State.PUBLISHED)
                    .hasSize(FILES);
        }
        assertThat(ids).hasSize(FILES);
        assertThat(result.get("articles").size()).isEqualTo(FILES);
    }

    private ChildProcess run(Path site, String name) throws IOException {
        return ChildProcess.heatwire(
                folder.resolve(name + ".log"),
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
        // stable for longer than ingest waits
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }
}
