package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.Article;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import dev.heatwire.ingest.directory.CleanupPolicy;
import dev.heatwire.ingest.directory.FileFilter;
import dev.heatwire.ingest.parse.HostileFiles;
import dev.heatwire.ingest.parse.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest publishes a folder to an embedded broker. */
@Tag("full")
class IngestTest {
    private static final AtomicInteger SITES = new AtomicInteger();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Map<String, String> CLIENT = SharedBroker.client();

    @TempDir
    private Path site;

    private final String prefix = "site-" + SITES.incrementAndGet() + "-";
    private final Topics topics = Topics.withPrefix(prefix);

    @BeforeEach
    void createTopics() throws IOException {
        try (Admin admin = Admin.create(new HashMap<>(CLIENT))) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
        }
        Files.createDirectories(site.resolve("articles"));
    }

    @Test
    void shouldMovePublishedFilesAndKeepTheirArticles() throws IOException {
        write("a.md", article("one", 1));
        write("in/b.md", article("two", 1));
        write("bad.md", "broken");
        try (Ingest ingest = ingest(CleanupPolicy.MOVE)) {
            settle(ingest);
        }
        assertThat(site.resolve("articles/a.md")).doesNotExist();
        assertThat(site.resolve("done/articles/a.md")).hasContent(article("one", 1));
        assertThat(site.resolve("done/articles/in/b.md")).exists();
        assertThat(site.resolve("failed/articles/bad.md")).hasContent("broken");
        assertThat(titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));

        // a restarted ingest finds an empty folder, then known files and an unknown one
        write("a.md", article("one", 1));
        write("in/b.md", article("three", 1));
        try (Ingest ingest = ingest(CleanupPolicy.MOVE)) {
            settle(ingest);
        }
        assertThat(titles())
                .isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1", "three", "Number three at 1"));
        assertThat(records(topics.articles)).isEqualTo(3);
        assertThat(site.resolve("done/articles/a-2.md")).exists();
        assertThat(site.resolve("done/articles/in/b-2.md")).exists();
    }

    @Test
    void shouldFollowAFileThatWasDeletedByIngestAndIsBack() throws IOException {
        write("a.md", article("one", 1));
        write("b.md", article("two", 1));
        try (Ingest ingest = ingest(CleanupPolicy.DELETE)) {
            settle(ingest);
        }
        assertThat(site.resolve("articles/a.md")).doesNotExist();
        assertThat(site.resolve("done/articles/a.md")).doesNotExist();

        write("a.md", article("one", 1));
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            settle(ingest);
            assertThat(titles()).containsOnlyKeys("one", "two");
            Files.delete(site.resolve("articles/a.md"));
            settle(ingest);
        }
        assertThat(titles()).containsOnlyKeys("two");
        assertThat(records(topics.articles)).isEqualTo(3);
    }

    @Test
    void shouldLeaveRejectedFilesWhereTheyAreWhenItDeletes() throws IOException {
        write("bad.md", "broken");
        try (Ingest ingest = ingest(CleanupPolicy.DELETE)) {
            settle(ingest);
        }

        assertThat(site.resolve("articles/bad.md")).exists();
    }

    @Test
    void shouldRetryRejectedFilesOnRedrive() throws IOException {
        write("a.md", article("one", 1));
        write("bad.md", "broken");
        write("providers.yaml", "broken: true");
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            settle(ingest);
            assertThat(states()).containsEntry("articles/bad.md", "rejected");
            assertThat(records(topics.deadLetters)).isEqualTo(2);

            assertThat(redrive()).contains("articles/bad.md", "providers.yaml", "2 files to be read again");
            await().atMost(TIMEOUT).untilAsserted(() -> {
                settle(ingest);
                assertThat(records(topics.deadLetters)).isEqualTo(4);
            });
            assertThat(states()).containsEntry("articles/bad.md", "rejected");
        }

        assertThat(redrive()).as("what failed again is not repeated").contains("0 files to be read again");
        // an ingest that was not running retries the files when it starts; a file that is gone stays a dead letter
        redrive("--again");
        assertThat(states()).containsEntry("articles/bad.md", "retry_requested");
        Files.delete(site.resolve("articles/bad.md"));
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            settle(ingest);
        }
        assertThat(states()).isEqualTo(Map.of("articles/a.md", "published", "providers.yaml", "rejected"));
        assertThat(records(topics.deadLetters)).isEqualTo(5);
        assertThat(records(topics.articles)).isEqualTo(1);
    }

    @Test
    void shouldPublishWithHigherLimitsWhatItHasRejected() throws IOException {
        write("long.md", article("one", 1) + "x".repeat(2_000));
        Limits small = new Limits(1_000, 1_000, 100, 5, 900_000);
        try (Ingest ingest = ingest(settings(small, CleanupPolicy.KEEP, Duration.ofMinutes(10)))) {
            settle(ingest);
        }
        assertThat(states()).containsEntry("articles/long.md", "rejected");

        redrive();
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            settle(ingest);
        }
        assertThat(titles()).containsOnlyKeys("one");
    }

    @Test
    void shouldFindChangesThatKeepSizeAndDate() throws IOException {
        write("a.md", article("one", 1));
        FileTime date = Files.getLastModifiedTime(site.resolve("articles/a.md"));
        try (Ingest ingest = ingest(settings(Limits.STANDARD, CleanupPolicy.KEEP, Duration.ofSeconds(1)))) {
            settle(ingest);

            write("a.md", article("one", 2));
            Files.setLastModifiedTime(site.resolve("articles/a.md"), date);

            await().atMost(TIMEOUT).untilAsserted(() -> {
                settle(ingest);
                assertThat(titles()).isEqualTo(Map.of("one", "Number one at 2"));
            });
        }
    }

    @Test
    void shouldNotLetHostileFilesDelayValidOnes() throws IOException {
        Map<String, byte[]> hostile = HostileFiles.all();
        for (var file : hostile.entrySet()) {
            Path path = site.resolve("articles/" + file.getKey() + ".md");
            Files.write(path, file.getValue());
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(5)));
        }
        for (int good = 0; good < 200; good++) {
            write("good-" + good + ".md", article("good-" + good, 1));
        }
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingest.pass(() -> false, (files, of) -> {});

            // one pass publishes all of them; a commit may become visible shortly after the coordinator has answered
            await().atMost(TIMEOUT).until(() -> titles().size() == 200);
            settle(ingest);
        }
        assertThat(records(topics.articles)).isEqualTo(200);
        assertThat(records(topics.deadLetters)).isEqualTo(hostile.size());
        assertThat(states().values().stream().filter("rejected"::equals)).hasSize(hostile.size());
    }

    @Test
    void shouldStopWhenAnotherIngestFencesIt() throws IOException {
        write("a.md", article("one", 1));
        try (Ingest first = ingest(CleanupPolicy.KEEP)) {
            settle(first);
            try (Ingest second = ingest(CleanupPolicy.KEEP)) {
                settle(second);
                write("b.md", article("two", 1));

                assertThatThrownBy(() -> settle(first)).hasMessageContaining("another heatwire ingests");
                settle(second);
            }
        }
        assertThat(titles()).containsOnlyKeys("one", "two");
        assertThat(records(topics.articles)).isEqualTo(2);
    }

    private Ingest ingest(CleanupPolicy cleanup) {
        return ingest(settings(Limits.STANDARD, cleanup, Duration.ofMinutes(10)));
    }

    private Ingest ingest(IngestSettings settings) {
        return new Ingest(IngestSources.folder(site), topics, CLIENT, settings, Clock.systemUTC());
    }

    private static IngestSettings settings(Limits limits, CleanupPolicy cleanup, Duration rereadEvery) {
        return new IngestSettings(limits, FileFilter.STANDARD, cleanup, rereadEvery);
    }

    private static void settle(Ingest ingest) {
        await().atMost(TIMEOUT).until(() -> {
            Ingest.Pass pass = ingest.pass(() -> false, (files, of) -> {});
            return !pass.changed() && pass.waiting() == 0;
        });
    }

    private String redrive(String... options) {
        CommandRun run = CommandRun.of(Stream.concat(
                        Stream.of(
                                "dead-letters",
                                "redrive",
                                "--bootstrap-servers=" + SharedBroker.address(),
                                "--topic-prefix=" + prefix),
                        Stream.of(options))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    /** The titles of the articles on the topic, by the last part of their id. */
    private Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            for (Article article : reader.readTable(topics.articles).values()) {
                titles.put(article.id().substring(article.id().lastIndexOf('/') + 1), article.title());
            }
        }
        return titles;
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            reader.readTable(topics.fileStates)
                    .forEach(
                            (path, file) -> states.put(path, file.state().name().toLowerCase(Locale.ROOT)));
        }
        return states;
    }

    private int records(TopicSpec<?> topic) {
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            return TestRecords.count(reader, topic);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = name.endsWith(".yaml")
                ? site.resolve(name)
                : site.resolve("articles").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // stable for longer than ingest waits
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }

    private static String article(String name, int hour) {
        return """
                ---
                title: Number %1$s at %2$d
                publishedDateTime: 2026-03-01T%2$02d:00:00Z
                webUrl: https://site.example/%1$s
                ---
                """.formatted(name, hour);
    }
}
