package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
import dev.heatwire.events.Samples;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.Offsets;
import dev.heatwire.faults.process.TestRecords;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingest reads article files from the input topic of an embedded broker, alone or beside a folder. */
class InputTopicTest {
    private static final AtomicInteger SITES = new AtomicInteger();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Map<String, String> CLIENT = SharedBroker.client();

    @TempDir
    private Path site;

    private final Topics topics = Topics.withPrefix("input-" + SITES.incrementAndGet() + "-");
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void createTopics() throws IOException {
        try (Admin admin = Admin.create(new HashMap<>(CLIENT))) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
        }
        producer = new KafkaProducer<>(new HashMap<>(CLIENT), new StringSerializer(), new ByteArraySerializer());
        Files.createDirectories(site.resolve("articles"));
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @Test
    void shouldPublishAndWithdrawArticleFiles() {
        try (Ingest ingest = ingest(false)) {
            send("a.md", article("one", 1));
            send("b.md", article("two", 1));
            settle(ingest);
            assertThat(titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));
            assertThat(articles().get("https://site.example/one").source().path())
                    .isEqualTo("topic:a.md");

            send("a.md", article("one", 2));
            send("b.md", null);
            settle(ingest);
        }
        assertThat(titles()).isEqualTo(Map.of("one", "Number one at 2"));
        assertThat(states()).containsOnlyKeys("topic:a.md");
    }

    @Test
    void shouldPublishByCommandWhatTheParserAccepts() throws IOException {
        String good =
                Files.writeString(site.resolve("good.md"), article("one", 1)).toString();
        String bad = Files.writeString(site.resolve("bad.md"), "---\ntitle: A title\nwebUrl: mailto:a@b.example\n---\n")
                .toString();
        try (Ingest ingest = ingest(false)) {
            CommandRun publish = publish(good, bad);
            assertThat(publish.exitCode()).as(publish.err()).isEqualTo(ExitCode.SOME_REJECTED);
            assertThat(publish.out()).contains(bad + ":3:9: webUrl:").contains("1 file published, 1 rejected");
            settle(ingest);
            assertThat(titles()).containsOnlyKeys("one");
            assertThat(states()).containsOnlyKeys(FileState.pathOfRecord(good));

            assertThat(publish(good, "--withdraw").exitCode()).isEqualTo(ExitCode.DONE);
            settle(ingest);
        }
        assertThat(titles()).isEmpty();
    }

    private CommandRun publish(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "publish",
                                "--bootstrap-servers=" + SharedBroker.address(),
                                "--topic-prefix=" + topics.prefix()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void shouldReadJsonThatSaysSo() {
        try (Ingest ingest = ingest(false)) {
            sendJson("a", """
                    {"title": "From JSON", "publishedDateTime": "2026-03-01T01:00:00Z",
                     "webUrl": "https://site.example/one", "topics": ["AI"], "body": "Text.\\nMore."}""");
            settle(ingest);
        }
        assertThat(articles().values())
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
            settle(ingest);
        }
        assertThat(titles()).containsOnlyKeys("one");
        assertThat(states().get("topic:bad.md").problems())
                .extracting(problem -> problem.in("bad.md"))
                .anySatisfy(text -> assertThat(text).startsWith("bad.md:3:9: webUrl:"))
                .anySatisfy(text -> assertThat(text).startsWith("bad.md:4:20: publishedDateTime:"));
        assertThat(states().get("topic:bad.json").problems())
                .extracting(problem -> problem.in("bad.json"))
                .containsExactly("bad.json:2:12: not valid JSON");
        assertThat(deadLetters().get("topic:bad.md"))
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
            settle(ingest);
        }
        send("b.md", article("two", 1));
        try (Ingest ingest = ingest(false)) {
            settle(ingest);
        }
        assertThat(titles()).containsOnlyKeys("one", "two");
        assertThat(records(topics.articles)).isEqualTo(2);
        assertThat(records(topics.deadLetters)).isEqualTo(1);
    }

    @Test
    void shouldPublishTheLaterOfAFileAndARecordWithOneArticle() throws IOException {
        write("a.md", article("one", 1));
        send("k", article("one", 2));
        try (Ingest ingest = ingest(true)) {
            settle(ingest);
            assertThat(titles()).isEqualTo(Map.of("one", "Number one at 2"));
            assertThat(states().get("articles/a.md").state()).isEqualTo(FileState.State.SHADOWED);

            send("k", null);
            settle(ingest);
            assertThat(titles()).isEqualTo(Map.of("one", "Number one at 1"));

            send("k", article("one", 0));
            settle(ingest);
            assertThat(titles()).isEqualTo(Map.of("one", "Number one at 1"));

            Files.delete(site.resolve("articles/a.md"));
            settle(ingest);
        }
        // read again from its position on the topic
        assertThat(titles()).isEqualTo(Map.of("one", "Number one at 0"));
    }

    @Test
    void shouldKeepTheArticlesOfTheTopicWhenTheFolderIsAnotherSite() throws IOException {
        write("a.md", article("one", 1));
        send("k", article("two", 1));
        try (Ingest ingest = ingest(true)) {
            settle(ingest);
        }
        Files.delete(site.resolve("articles/a.md"));
        write("b.md", article("three", 1));
        IngestSources replacing = new IngestSources(Optional.of(site), true, true);
        try (Ingest ingest = new Ingest(replacing, topics, CLIENT, IngestSettings.STANDARD, Clock.systemUTC())) {
            settle(ingest);
        }
        assertThat(titles()).containsOnlyKeys("two", "three");
    }

    @Test
    void shouldReplaceForeignRecordsOnTheArticlesTopicWhenAllowed() throws IOException {
        write("a.md", article("one", 1));
        send("k", article("two", 1));
        try (Ingest ingest = ingest(true)) {
            settle(ingest);
        }
        byte[] foreign = topics.articles
                .values()
                .serializer()
                .serialize(topics.articles.name(), Samples.article("three").build());
        for (String id : List.of("https://site.example/one", "https://site.example/two", "https://site.example/x")) {
            send(new ProducerRecord<>(topics.articles.name(), id, foreign));
        }
        send(new ProducerRecord<>(topics.articles.name(), "rubbish", "# Markdown".getBytes(UTF_8)));

        IngestSources replacing = new IngestSources(Optional.of(site), true, true);
        try (Ingest ingest = new Ingest(replacing, topics, CLIENT, IngestSettings.STANDARD, Clock.systemUTC())) {
            settle(ingest);
        }

        assertThat(titles()).isEqualTo(Map.of("one", "Number one at 1", "two", "Number two at 1"));
    }

    @Test
    void shouldReadARejectedRecordAgainOnRequest() {
        try (Ingest ingest = ingest(false)) {
            send("bad.md", "broken");
            settle(ingest);
            requestRetry("topic:bad.md");
            settle(ingest);
        }
        assertThat(states().get("topic:bad.md").state()).isEqualTo(FileState.State.REJECTED);
        assertThat(records(topics.deadLetters)).isEqualTo(2);
    }

    private Ingest ingest(boolean withFolder) {
        IngestSources sources = new IngestSources(Optional.of(site).filter(folder -> withFolder), true, false);
        return new Ingest(sources, topics, CLIENT, IngestSettings.STANDARD, Clock.systemUTC());
    }

    /** Runs passes until one has nothing to do, and all records of the input topic are read. */
    private void settle(Ingest ingest) {
        await().atMost(TIMEOUT).until(() -> {
            Ingest.Pass pass = ingest.pass(() -> false, (files, of) -> {});
            return !pass.changed() && pass.waiting() == 0 && isRead();
        });
    }

    private boolean isRead() {
        try (Offsets offsets = new Offsets(CLIENT)) {
            return !offsets.hasLag(topics.prefix() + "heatwire-ingest", topics.articleFiles.name());
        }
    }

    private void send(String key, String file) {
        send(new ProducerRecord<>(topics.articleFiles.name(), key, file == null ? null : file.getBytes(UTF_8)));
    }

    private void sendJson(String key, String json) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.articleFiles.name(), key, json.getBytes(UTF_8));
        record.headers().add("content-type", "application/json; charset=utf-8".getBytes(UTF_8));
        send(record);
    }

    private void requestRetry(String path) {
        FileState state = states().get(path).in(FileState.State.RETRY_REQUESTED, Instant.now());
        String topic = topics.fileStates.name();
        send(new ProducerRecord<>(
                topic, path, topics.fileStates.values().serializer().serialize(topic, state)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    private Map<String, Article> articles() {
        Map<String, byte[]> last = new HashMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            reader.read(topics.articles.name(), record -> last.put(record.key(), record.value()));
        }
        last.values().removeIf(Objects::isNull);
        Map<String, Article> articles = new HashMap<>();
        last.forEach((id, bytes) ->
                articles.put(id, topics.articles.values().deserializer().deserialize(topics.articles.name(), bytes)));
        return articles;
    }

    /** The titles of the articles on the topic, by the last part of their id. */
    private Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        articles().forEach((id, article) -> titles.put(id.substring(id.lastIndexOf('/') + 1), article.title()));
        return titles;
    }

    private Map<String, FileState> states() {
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            return reader.readTable(topics.fileStates);
        }
    }

    /** The headers of the last dead letter of each key. */
    private Map<String, Map<String, String>> deadLetters() {
        Map<String, Map<String, String>> letters = new HashMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            reader.read(topics.deadLetters.name(), record -> {
                Map<String, String> headers = new LinkedHashMap<>();
                record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
                letters.put(record.key(), headers);
            });
        }
        return letters;
    }

    private int records(TopicSpec<?> topic) {
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            return TestRecords.count(reader, topic);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(site.resolve("articles").resolve(name), text);
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
