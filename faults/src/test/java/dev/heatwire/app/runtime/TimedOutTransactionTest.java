package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.broker.FaultyProxy;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still within a transaction, like a laptop that sleeps, goes on as if nothing had been. */
class TimedOutTransactionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Topics topics = Topics.withPrefix("");

    @TempDir
    private Path folder;

    private Path site;
    private EmbeddedBroker broker;
    private Map<String, String> client;
    private Admin admin;

    /** Stands still once, when a record is about to be sent or has been written; a consumer gets the same settings. */
    public static final class Standstill
            implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {
        private static final AtomicReference<String> BEFORE = new AtomicReference<>();
        private static final AtomicReference<String> BEHIND = new AtomicReference<>();
        private static final AtomicInteger TIMES = new AtomicInteger();
        private static volatile Runnable meanwhile;

        static void before(TopicSpec<?> topic, Runnable meanwhile) {
            BEFORE.set(topic.name());
            Standstill.meanwhile = meanwhile;
        }

        static void behind(TopicSpec<?> topic, Runnable meanwhile) {
            BEHIND.set(topic.name());
            Standstill.meanwhile = meanwhile;
        }

        @Override
        public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
            stand(BEFORE, record.topic());
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
            stand(BEHIND, metadata.topic());
        }

        private static void stand(AtomicReference<String> at, String topic) {
            if (topic.equals(at.get()) && at.compareAndSet(topic, null)) {
                meanwhile.run();
                TIMES.incrementAndGet();
            }
        }

        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private void start(int port, Map<String, String> settings) throws IOException {
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, settings);
        client = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(new HashMap<>(client));
        TopicAdmin.create(admin, topics, 2, (short) 1);
    }

    @BeforeEach
    void writeAnArticle() throws IOException {
        site = folder.resolve("site");
        Standstill.TIMES.set(0);
        Path file = site.resolve("articles/one.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                ---
                title: One
                webUrl: https://one.example/
                publishedDateTime: 2026-03-01T12:00:00Z
                ---
                """);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldPublishAnArticleOnceWhenIngestStandsStillAmongItsRecords() throws IOException {
        start(EmbeddedBroker.freePort(), Map.of());
        Standstill.before(topics.fileStates, this::awaitUndone);

        ingestOnce();

        assertThat(Standstill.TIMES).hasValue(1);
        assertThat(records(topics.articles)).isEqualTo(1);
        assertThat(records(topics.fileStates)).isEqualTo(1);
    }

    @Test
    void shouldPublishAnArticleOnceWhenIngestStandsStillBeforeItsCommit() throws IOException {
        start(EmbeddedBroker.freePort(), Map.of());
        Standstill.behind(topics.fileStates, this::awaitUndone);

        ingestOnce();

        assertThat(Standstill.TIMES).hasValue(1);
        assertThat(records(topics.articles)).isEqualTo(1);
        assertThat(records(topics.fileStates)).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheSiteToAnotherThatHasTakenOverMeanwhile() throws IOException {
        start(EmbeddedBroker.freePort(), Map.of());
        Standstill.before(topics.fileStates, () -> {
            try (Ingest other = ingest(client)) {
                other.pass(() -> false, (done, of) -> {});
            }
        });

        assertThatThrownBy(this::ingestOnce)
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("another heatwire ingests into the same topics");
        assertThat(records(topics.articles)).isEqualTo(1);
    }

    @Test
    void shouldEnrichAnArticleOnceWhenTheStageStandsStillBeforeItsCommit() throws Exception {
        int direct = EmbeddedBroker.freePort();
        int behindTheLine = EmbeddedBroker.freePort();
        try (FaultyProxy line = new FaultyProxy(behindTheLine)) {
            start(direct, settings(direct, behindTheLine, line));
            try (Ingest ingest = ingest(client)) {
                ingest.pass(() -> false, (done, of) -> {});
            }
            line.hold(ApiKeys.END_TXN, this::awaitUndone);

            Map<String, String> stalling =
                    Map.of("bootstrap.servers", line.address(), "producer.transaction.timeout.ms", "1000");
            try (StageRunner stage =
                    StageRunner.start(EnrichStage.STAGE, topics, folder.resolve("state"), "1", stalling, admin)) {
                await().atMost(TIMEOUT)
                        .until(() -> stage.failure().isPresent() || records(topics.enrichedArticles) > 0);

                assertThat(stage.failure()).isEmpty();
                assertThat(line.hasHeld()).isTrue();
                assertThat(records(topics.enrichedArticles)).isEqualTo(1);
                await().atMost(TIMEOUT).until(stage::isRunning);
            }
        }
    }

    /** Two ways to the same broker. */
    private static Map<String, String> settings(int direct, int behindTheLine, FaultyProxy line) throws IOException {
        String controller = "127.0.0.1:" + EmbeddedBroker.freePort();
        return Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,LINE://127.0.0.1:%d,CONTROLLER://%s"
                        .formatted(direct, behindTheLine, controller),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,LINE://%s".formatted(direct, line.address()),
                "controller.quorum.voters",
                "1@" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,LINE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private void ingestOnce() {
        Map<String, String> settings = new HashMap<>(client);
        settings.put("transaction.timeout.ms", "1000");
        settings.put("interceptor.classes", Standstill.class.getName());
        try (Ingest ingest = ingest(settings)) {
            ingest.pass(() -> false, (done, of) -> {});
        }
    }

    private Ingest ingest(Map<String, String> settings) {
        return new Ingest(site, topics, settings, IngestSettings.STANDARD, Clock.systemUTC(), false);
    }

    /** Until the broker has given a transaction up. */
    private void awaitUndone() {
        ListTransactionsOptions undone =
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.COMPLETE_ABORT));
        await().atMost(TIMEOUT)
                .until(() ->
                        !AdminResults.get(admin.listTransactions(undone).all()).isEmpty());
    }

    private long records(TopicSpec<?> topic) {
        AtomicInteger records = new AtomicInteger();
        try (CompactedTopicReader reader = new CompactedTopicReader(client)) {
            reader.read(topic.name(), record -> records.incrementAndGet());
        }
        return records.get();
    }
}
