package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.Article;
import dev.heatwire.events.FileState;
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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A site whose folder and topics, on the embedded broker, belong to one test. */
final class IngestedSite implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final AtomicInteger SITES = new AtomicInteger();
    private static final Map<String, String> CLIENT = SharedBroker.client();

    final Topics topics = Topics.withPrefix("site-" + SITES.incrementAndGet() + "-");
    private final Path folder;
    private final KafkaProducer<String, byte[]> producer;

    IngestedSite(Path folder) throws IOException {
        this.folder = folder;
        try (Admin admin = Admin.create(new HashMap<>(CLIENT))) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
        }
        producer = new KafkaProducer<>(new HashMap<>(CLIENT), new StringSerializer(), new ByteArraySerializer());
        Files.createDirectories(folder.resolve("articles"));
    }

    Ingest ingest(IngestSources sources, IngestSettings settings) {
        return new Ingest(sources, topics, CLIENT, settings, Clock.systemUTC());
    }

    /** Runs passes until one has nothing to do, and all records of the input topic are read. */
    void settle(Ingest ingest) {
        await().atMost(TIMEOUT).until(() -> {
            Ingest.Pass pass = ingest.pass(() -> false, (files, of) -> {});
            return !pass.changed() && pass.waiting() == 0 && inputIsRead();
        });
    }

    private boolean inputIsRead() {
        try (Offsets offsets = new Offsets(CLIENT)) {
            return !offsets.hasLag(topics.prefix() + "heatwire-ingest", topics.articleFiles.name());
        }
    }

    /** Runs a command against the topics of this site. */
    CommandRun command(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--bootstrap-servers=" + SharedBroker.address(), "--topic-prefix=" + topics.prefix()))
                .toArray(String[]::new));
    }

    void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    Map<String, Article> articles() {
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
    Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        articles().forEach((id, article) -> titles.put(id.substring(id.lastIndexOf('/') + 1), article.title()));
        return titles;
    }

    /** The parents of the news topics on the topic, by id; blank when a topic has none. */
    Map<String, String> newsTopics() {
        Map<String, String> parents = new TreeMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            reader.readTable(topics.newsTopics)
                    .forEach((id, newsTopic) ->
                            parents.put(id, newsTopic.parent().orElse("")));
        }
        return parents;
    }

    Map<String, FileState> files() {
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            return reader.readTable(topics.fileStates);
        }
    }

    /** The headers of the last dead letter of each key. */
    Map<String, Map<String, String>> deadLetters() {
        Map<String, Map<String, String>> deadLetters = new HashMap<>();
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            reader.read(topics.deadLetters.name(), record -> {
                Map<String, String> headers = new HashMap<>();
                record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
                deadLetters.put(record.key(), headers);
            });
        }
        return deadLetters;
    }

    int records(TopicSpec<?> topic) {
        try (CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            return TestRecords.count(reader, topic);
        }
    }

    /** Writes an article file, or a reference file when its name ends in {@code .yaml}. */
    void write(String name, String text) throws IOException {
        Path file = name.endsWith(".yaml")
                ? folder.resolve(name)
                : folder.resolve("articles").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // stable for longer than ingest waits
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
    }

    static String article(String name, int hour) {
        return """
                ---
                title: Number %1$s at %2$d
                publishedDateTime: 2026-03-01T%2$02d:00:00Z
                webUrl: https://site.example/%1$s
                ---
                """.formatted(name, hour);
    }

    @Override
    public void close() {
        producer.close();
    }
}
