package dev.heatwire.faults.pipeline;

import static dev.heatwire.faults.pipeline.IngestedSite.article;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.events.FileState;
import dev.heatwire.events.Samples;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest reads article files from the input topic of an embedded broker, alone or beside a folder. */
class InputTopicTest {
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
    void shouldPublishAndWithdrawArticleFiles() {
        try (Ingest ingest = ingest(false)) {
            send("a.md", article("one", 1));
            send("b.md", article("two", 1));
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));
            assertThat(ingested.articles()
                            .get("https://site.example/one")
                            .source()
                            .path())
                    .isEqualTo("topic:a.md");

            send("a.md", article("one", 2));
            send("b.md", null);
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 2"));
        assertThat(ingested.files()).containsOnlyKeys("topic:a.md");
    }

    @Test
    void shouldPublishByCommandWhatTheParserAccepts() throws IOException {
        String good =
                Files.writeString(site.resolve("good.md"), article("one", 1)).toString();
        String bad = Files.writeString(site.resolve("bad.md"), "---\ntitle: A title\nwebUrl: mailto:a@b.example\n---\n")
                .toString();
        try (Ingest ingest = ingest(false)) {
            CommandRun publish = ingested.command("publish", good, bad);
            assertThat(publish.exitCode()).as(publish.err()).isEqualTo(ExitCode.SOME_REJECTED);
            assertThat(publish.out()).contains(bad + ":3:9: webUrl:").contains("1 file published, 1 rejected");
            ingested.settle(ingest);
            assertThat(ingested.titles()).containsOnlyKeys("one");
            assertThat(ingested.files()).containsOnlyKeys(FileState.pathOfRecord(good));

            assertThat(ingested.command("publish", good, "--withdraw").exitCode())
                    .isEqualTo(ExitCode.DONE);
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).isEmpty();
    }

    @Test
    void shouldReadJsonThatSaysSo() {
        try (Ingest ingest = ingest(false)) {
            sendJson("a", """
                    {"title": "From JSON", "publishedDateTime": "2026-03-01T01:00:00Z",
                     "webUrl": "https://site.example/one", "topics": ["AI"], "body": "Text.\\nMore."}""");
            ingested.settle(ingest);
        }
        assertThat(ingested.articles().values())
                .singleElement()
                .satisfies(article -> assertThat(article.title()).isEqualTo("From JSON"))
                .satisfies(article -> assertThat(article.topics()).containsExactly("AI"))
                .satisfies(article -> assertThat(article.body()).contains("Text.\nMore."));
    }

    @Test
    void shouldRejectABrokenFileWithItsPlace() {
        try (Ingest ingest = ingest(false)) {
            send("bad.md", "---\ntitle: A title\nwebUrl: javascript:alert(1)\npublishedDateTime: soon\n---\n");
            sendJson("bad.json", "{\"title\": \"A title\",\n \"webUrl\": }");
            send("good.md", article("one", 1));
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).containsOnlyKeys("one");
        assertThat(ingested.files().get("topic:bad.md").problems())
                .extracting(problem -> problem.in("bad.md"))
                .anySatisfy(text -> assertThat(text).startsWith("bad.md:3:9: webUrl:"))
                .anySatisfy(text -> assertThat(text).startsWith("bad.md:4:20: publishedDateTime:"));
        assertThat(ingested.files().get("topic:bad.json").problems())
                .extracting(problem -> problem.in("bad.json"))
                .containsExactly("bad.json:2:12: not valid JSON");
        assertThat(ingested.deadLetters().get("topic:bad.md"))
                .containsEntry("stage", "ingest")
                .containsEntry("file", "topic:bad.md")
                .containsEntry("line", "3")
                .containsEntry("field", "webUrl");
    }

    @Test
    void shouldContinueAtTheCommittedPosition() {
        send("a.md", article("one", 1));
        send("bad.md", "broken");
        try (Ingest ingest = ingest(false)) {
            ingested.settle(ingest);
        }
        send("b.md", article("two", 1));
        try (Ingest ingest = ingest(false)) {
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).containsOnlyKeys("one", "two");
        assertThat(ingested.records(ingested.topics.articles)).isEqualTo(2);
        assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(1);
    }

    @Test
    void shouldPublishTheLaterOfAFileAndARecordWithOneArticle() throws IOException {
        ingested.write("a.md", article("one", 1));
        send("k", article("one", 2));
        try (Ingest ingest = ingest(true)) {
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 2"));
            assertThat(ingested.files().get("articles/a.md").state()).isEqualTo(FileState.State.SHADOWED);

            send("k", null);
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1"));

            send("k", article("one", 0));
            ingested.settle(ingest);
            assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1"));

            Files.delete(site.resolve("articles/a.md"));
            ingested.settle(ingest);
        }
        // read again from its position on the topic
        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 0"));
    }

    @Test
    void shouldKeepTheArticlesOfTheTopicWhenTheFolderIsAnotherSite() throws IOException {
        ingested.write("a.md", article("one", 1));
        send("k", article("two", 1));
        try (Ingest ingest = ingest(true)) {
            ingested.settle(ingest);
        }
        Files.delete(site.resolve("articles/a.md"));
        ingested.write("b.md", article("three", 1));
        IngestSources replacing = new IngestSources(Optional.of(site), true, true);
        try (Ingest ingest = ingested.ingest(replacing, IngestSettings.STANDARD)) {
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).containsOnlyKeys("two", "three");
    }

    @Test
    void shouldReplaceForeignRecordsOnTheArticlesTopicWhenAllowed() throws IOException {
        ingested.write("a.md", article("one", 1));
        send("k", article("two", 1));
        try (Ingest ingest = ingest(true)) {
            ingested.settle(ingest);
        }
        byte[] foreign = ingested.topics
                .articles
                .values()
                .serializer()
                .serialize(
                        ingested.topics.articles.name(),
                        Samples.article("three").build());
        for (String id : List.of("https://site.example/one", "https://site.example/two", "https://site.example/x")) {
            ingested.send(new ProducerRecord<>(ingested.topics.articles.name(), id, foreign));
        }
        ingested.send(new ProducerRecord<>(ingested.topics.articles.name(), "rubbish", "# Markdown".getBytes(UTF_8)));

        IngestSources replacing = new IngestSources(Optional.of(site), true, true);
        try (Ingest ingest = ingested.ingest(replacing, IngestSettings.STANDARD)) {
            ingested.settle(ingest);
        }

        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));
    }

    @Test
    void shouldReadARejectedRecordAgainOnRequest() {
        try (Ingest ingest = ingest(false)) {
            send("bad.md", "broken");
            ingested.settle(ingest);
            requestRetry("topic:bad.md");
            ingested.settle(ingest);
        }
        assertThat(ingested.files().get("topic:bad.md").state()).isEqualTo(FileState.State.REJECTED);
        assertThat(ingested.records(ingested.topics.deadLetters)).isEqualTo(2);
    }

    @Test
    void shouldReadRecordsWhenSiteYamlIsMended() throws IOException {
        ingested.write("site.yaml", "broken: true");
        try (Ingest ingest = ingest(true)) {
            send("a.md", article("one", 1).replace("title:", "headline:"));
            ingest.pass(() -> false, (files, of) -> {});
            assertThat(ingest.pass(() -> false, (files, of) -> {}).waiting()).isZero();
            assertThat(ingested.files()).containsOnlyKeys("site.yaml");

            ingested.write("site.yaml", "articles: [articles]\nfields: {title: headline}\n");
            ingested.settle(ingest);
        }
        assertThat(ingested.titles()).isEqualTo(Map.of("one", "Number one at 1"));
    }

    @Test
    void shouldNotLetALargeFolderHoldUpTheTopic() throws IOException {
        try (Ingest ingest = ingest(true)) {
            send("a.md", article("first", 1));
            ingested.settle(ingest);
            for (int file = 0; file < 3_000; file++) {
                ingested.write("file-%d.md".formatted(file), article("file-" + file, 1));
            }
            send("k", article("one", 1));

            AtomicInteger filesBefore = new AtomicInteger(Integer.MAX_VALUE);
            ingest.pass(() -> false, (files, of) -> {
                if (ingest.files().containsKey("topic:k")) {
                    filesBefore.accumulateAndGet(files, Math::min);
                }
            });
            assertThat(filesBefore).hasValueLessThan(3_000);
            ingested.settle(ingest);
        }
        assertThat(ingested.articles()).hasSize(3_002);
    }

    private Ingest ingest(boolean withFolder) {
        IngestSources sources = new IngestSources(Optional.of(site).filter(folder -> withFolder), true, false);
        return ingested.ingest(sources, IngestSettings.STANDARD);
    }

    private void send(String key, String file) {
        ingested.send(new ProducerRecord<>(
                ingested.topics.articleFiles.name(), key, file == null ? null : file.getBytes(UTF_8)));
    }

    private void sendJson(String key, String json) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(ingested.topics.articleFiles.name(), key, json.getBytes(UTF_8));
        record.headers().add("content-type", "application/json; charset=utf-8".getBytes(UTF_8));
        ingested.send(record);
    }

    private void requestRetry(String path) {
        FileState state = ingested.files().get(path).in(FileState.State.RETRY_REQUESTED, Instant.now());
        String topic = ingested.topics.fileStates.name();
        ingested.send(new ProducerRecord<>(
                topic, path, ingested.topics.fileStates.values().serializer().serialize(topic, state)));
    }
}
