package dev.heatwire.faults.pipeline;

import static dev.heatwire.faults.pipeline.IngestedSite.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.Policy;
import dev.heatwire.events.kafka.CompactedTopicReader;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest publishes a folder to an embedded broker. */
@Tag("full")
class IngestTest {
    @TempDir
    private Path site;

    private IngestedSite ingested;

    @BeforeEach
    void openSite() throws IOException {
        ingested = new IngestedSite(site);
    }

    @AfterEach
    void closeSite() {
        ingested.close();
    }

    @Test
    void shouldMovePublishedFilesAndKeepTheirArticles() throws IOException {
        ingested.write("a.md", article("one", 1));
        ingested.write("in/b.md", article("two", 1));
        ingested.write("bad.md", "broken");
        try (Ingest ingest = ingest(CleanupPolicy.MOVE)) {
            ingested.settle(ingest);
        }
        assertThat(site.resolve("articles/a.md")).doesNotExist();
        assertThat(site.resolve("done/articles/a.md")).hasContent(article("one", 1));
        assertThat(site.resolve("done/articles/in/b.md")).exists();
        assertThat(site.resolve("failed/articles/bad.md")).hasContent("broken");
        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));

        // a restarted ingest finds an empty folder, then known files and an unknown one
        ingested.write("a.md", article("one", 1));
        ingested.write("in/b.md", article("three", 1));
        try (Ingest ingest = ingest(CleanupPolicy.MOVE)) {
            ingested.settle(ingest);
        }
        assertThat(ingested.titles())
                .isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1", "three", "Number three at 1"));
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(3);
        assertThat(site.resolve("done/articles/a-2.md")).exists();
        assertThat(site.resolve("done/articles/in/b-2.md")).exists();
    }

    @Test
    void shouldFollowAFileThatWasDeletedByIngestAndIsBack() throws IOException {
        ingested.write("a.md", article("one", 1));
        ingested.write("b.md", article("two", 1));
        try (Ingest ingest = ingest(CleanupPolicy.DELETE)) {
            ingested.settle(ingest);
        }
        assertThat(site.resolve("articles/a.md")).doesNotExist();
        assertThat(site.resolve("done/articles/a.md")).doesNotExist();

        ingested.write("a.md", article("one", 1));
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
            assertThat(ingested.titles()).containsOnlyKeys("one", "two");
            Files.delete(site.resolve("articles/a.md"));
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).containsOnlyKeys("two");
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(3);
    }

    @Test
    void shouldLeaveRejectedFilesWhereTheyAreWhenItDeletes() throws IOException {
        ingested.write("bad.md", "broken");
        try (Ingest ingest = ingest(CleanupPolicy.DELETE)) {
            ingested.settle(ingest);
        }

        assertThat(site.resolve("articles/bad.md")).exists();
    }

    @Test
    void shouldEndWithAnErrorWhenAFolderOfTheSiteCannotBeListed() throws IOException {
        ingested.write("site.yaml", "articles: [articles, posts]\n");
        ingested.write("a.md", article("one", 1));

        assertThat(ingested.command("ingest", site.toString(), "--once").exitCode())
                .isEqualTo(ExitCode.SOME_REJECTED);
        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1"));

        Files.createDirectory(site.resolve("posts"));
        assertThat(ingested.command("ingest", site.toString(), "--once").exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldRetryRejectedFilesOnRedrive() throws IOException {
        ingested.write("a.md", article("one", 1));
        ingested.write("bad.md", "broken");
        ingested.write("providers.yaml", "broken: true");
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
            assertThat(states()).containsEntry("articles/bad.md", "rejected");
            assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(2);

            assertThat(redrive()).contains("articles/bad.md", "providers.yaml", "2 files to be read again");
            await().atMost(IngestedSite.TIMEOUT).untilAsserted(() -> {
                ingested.settle(ingest);
                assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(4);
            });
            assertThat(states()).containsEntry("articles/bad.md", "rejected");
        }

        assertThat(redrive()).as("what failed again is not repeated").contains("0 files to be read again");
        // an ingest that was not running retries the files when it starts; a file that is gone stays a dead letter
        redrive("--again");
        assertThat(states()).containsEntry("articles/bad.md", "retry_requested");
        Files.delete(site.resolve("articles/bad.md"));
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
        }
        assertThat(states()).isEqualTo(Map.of("articles/a.md", "published", "providers.yaml", "rejected"));
        assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(5);
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(1);
    }

    @Test
    void shouldRetryTheDescriptionOfTheSiteOnRedrive() throws IOException {
        ingested.write("site.yaml", "broken: true");
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
            assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(1);

            assertThat(redrive()).contains("site.yaml", "1 file to be read again");
            await().atMost(IngestedSite.TIMEOUT).untilAsserted(() -> {
                ingested.settle(ingest);
                assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(2);
            });
            assertThat(states()).containsEntry("site.yaml", "rejected");
        }
    }

    @Test
    void shouldIgnoreTheKeywordsOfTheTopicsInDetectedStories() throws IOException {
        ingested.write("policy.yaml", "stories: {detect: true, ignoreWords: [live]}\n");
        ingested.write("topics.yaml", "- {id: ai, name: AI, keywords: [robot, ai]}\n");
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
            assertThat(ignoredWords()).containsExactly("live", "ai", "robot");

            ingested.write("topics.yaml", "- {id: ai, name: AI, keywords: [neural network]}\n");
            await().atMost(IngestedSite.TIMEOUT).untilAsserted(() -> {
                ingested.settle(ingest);
                assertThat(ignoredWords()).containsExactly("live", "neural network");
            });
        }
    }

    @Test
    void shouldKeepThePolicyWhenItsFileIsMissingForAMoment() throws IOException {
        ingested.write("policy.yaml", "stories: {detect: true}\n");
        ingested.write("topics.yaml", "- {id: ai, name: AI, keywords: [robot]}\n");
        Path policy = site.resolve("policy.yaml");
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);

            Path elsewhere = Files.move(policy, site.resolve("policy.yaml.moved"));
            ingested.write("topics.yaml", "- {id: ai, name: AI, keywords: [chip]}\n");
            ingest.pass(() -> false, (files, of) -> {});
            assertThat(ignoredWords()).containsExactly("robot");

            Files.move(elsewhere, policy);
            ingested.settle(ingest);
            assertThat(ignoredWords()).containsExactly("chip");
        }
    }

    private List<String> ignoredWords() {
        try (CompactedTopicReader reader = new CompactedTopicReader(SharedBroker.client())) {
            return reader.readTable(ingested.topics.scoringPolicy)
                    .get(Policy.KEY)
                    .detection()
                    .orElseThrow()
                    .ignoreWords();
        }
    }

    @Test
    void shouldPublishWithHigherLimitsWhatItHasRejected() throws IOException {
        ingested.write("long.md", article("one", 1) + "x".repeat(2_000));
        Limits small = new Limits(1_000, 1_000, 100, 5, 900_000);
        try (Ingest ingest = ingest(settings(small, CleanupPolicy.KEEP, Duration.ofMinutes(10)))) {
            ingested.settle(ingest);
        }
        assertThat(states()).containsEntry("articles/long.md", "rejected");

        redrive();
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).containsOnlyKeys("one");
    }

    @Test
    void shouldFindChangesThatKeepSizeAndDate() throws IOException {
        ingested.write("a.md", article("one", 1));
        FileTime date = Files.getLastModifiedTime(site.resolve("articles/a.md"));
        try (Ingest ingest = ingest(settings(Limits.STANDARD, CleanupPolicy.KEEP, Duration.ofSeconds(1)))) {
            ingested.settle(ingest);

            ingested.write("a.md", article("one", 2));
            Files.setLastModifiedTime(site.resolve("articles/a.md"), date);

            await().atMost(IngestedSite.TIMEOUT).untilAsserted(() -> {
                ingested.settle(ingest);
                assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 2"));
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
            ingested.write("good-" + good + ".md", article("good-" + good, 1));
        }
        try (Ingest ingest = ingest(CleanupPolicy.KEEP)) {
            ingest.pass(() -> false, (files, of) -> {});

            // one pass publishes all of them; a commit may become visible shortly after the coordinator has answered
            await().atMost(IngestedSite.TIMEOUT).until(() -> ingested.titles().size() == 200);
            ingested.settle(ingest);
        }
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(200);
        assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(hostile.size());
        assertThat(states().values().stream().filter("rejected"::equals)).hasSize(hostile.size());
    }

    @Test
    void shouldStopWhenAnotherIngestFencesIt() throws IOException {
        ingested.write("a.md", article("one", 1));
        try (Ingest first = ingest(CleanupPolicy.KEEP)) {
            ingested.settle(first);
            try (Ingest second = ingest(CleanupPolicy.KEEP)) {
                ingested.settle(second);
                ingested.write("b.md", article("two", 1));

                assertThatThrownBy(() -> ingested.settle(first)).hasMessageContaining("another heatwire ingests");
                ingested.settle(second);
            }
        }
        assertThat(ingested.titles()).containsOnlyKeys("one", "two");
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(2);
    }

    private Ingest ingest(CleanupPolicy cleanup) {
        return ingest(settings(Limits.STANDARD, cleanup, Duration.ofMinutes(10)));
    }

    private Ingest ingest(IngestSettings settings) {
        return ingested.ingest(IngestSources.folder(site), settings);
    }

    private static IngestSettings settings(Limits limits, CleanupPolicy cleanup, Duration rereadEvery) {
        return new IngestSettings(limits, FileFilter.STANDARD, cleanup, rereadEvery);
    }

    private String redrive(String... options) {
        CommandRun run = ingested.command(Stream.concat(Stream.of("dead-letters", "redrive"), Stream.of(options))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        ingested.files()
                .forEach((path, file) -> states.put(path, file.state().name().toLowerCase(Locale.ROOT)));
        return states;
    }
}
