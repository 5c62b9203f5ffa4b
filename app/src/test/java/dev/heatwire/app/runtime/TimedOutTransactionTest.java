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
import java.util.Set;
import java.util.UUID;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that time out, for example while the machine is suspended, are repeated without loss or duplicates. */
@Tag("full")
class TimedOutTransactionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static EmbeddedBroker broker;
    private static FaultyProxy proxy;
    private static Map<String, String> client;
    private static Admin admin;

    private final Topics topics = Topics.withPrefix(UUID.randomUUID() + "-");

    @TempDir
    private Path folder;

    private Path site;

    /**
     * Pauses once, before a record is sent or after it was acknowledged. Ingest passes the same settings to its
     * consumer, so this also is a consumer interceptor.
     */
    public static final class Pause
            implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {
        private static final AtomicReference<String> BEFORE = new AtomicReference<>();
        private static final AtomicReference<String> AFTER = new AtomicReference<>();
        private static final AtomicInteger PAUSES = new AtomicInteger();
        private static volatile Runnable meanwhile;

        static void before(TopicSpec<?> topic, Runnable meanwhile) {
            BEFORE.set(topic.name());
            Pause.meanwhile = meanwhile;
        }

        static void after(TopicSpec<?> topic, Runnable meanwhile) {
            AFTER.set(topic.name());
            Pause.meanwhile = meanwhile;
        }

        @Override
        public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
            pause(BEFORE, record.topic());
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
            pause(AFTER, metadata.topic());
        }

        private static void pause(AtomicReference<String> pauseAt, String topic) {
            if (topic.equals(pauseAt.get()) && pauseAt.compareAndSet(topic, null)) {
                meanwhile.run();
                PAUSES.incrementAndGet();
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

    @BeforeAll
    static void startBroker(@TempDir Path data) throws IOException {
        int port = EmbeddedBroker.freePort();
        int proxiedPort = EmbeddedBroker.freePort();
        proxy = new FaultyProxy(proxiedPort);
        broker = EmbeddedBroker.start(data, port, settings(port, proxiedPort));
        client = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(new HashMap<>(client));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        admin.close();
        broker.close();
        proxy.close();
    }

    @BeforeEach
    void writeArticle() throws IOException {
        TopicAdmin.create(admin, topics, 2, (short) 1);
        site = folder.resolve("site");
        Pause.PAUSES.set(0);
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

    @Test
    void shouldPublishAnArticleOnceWhenATransactionOfIngestTimesOutBeforeItsLastRecord() throws IOException {
        Pause.before(topics.fileStates, this::awaitTimeout);

        ingestOnce();

        assertThat(Pause.PAUSES).hasValue(1);
        assertThat(records(topics.articles)).isEqualTo(1);
        assertThat(records(topics.fileStates)).isEqualTo(1);
    }

    @Test
    void shouldPublishAnArticleOnceWhenATransactionOfIngestTimesOutBeforeItsCommit() throws IOException {
        Pause.after(topics.fileStates, this::awaitTimeout);

        ingestOnce();

        assertThat(Pause.PAUSES).hasValue(1);
        assertThat(records(topics.articles)).isEqualTo(1);
        assertThat(records(topics.fileStates)).isEqualTo(1);
    }

    @Test
    void shouldFailWhenAnotherIngestHasFencedIt() throws IOException {
        Pause.before(topics.fileStates, () -> {
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
    void shouldEnrichAnArticleOnceWhenATransactionOfTheStageTimesOutBeforeItsCommit() throws Exception {
        try (Ingest ingest = ingest(client)) {
            ingest.pass(() -> false, (done, of) -> {});
        }
        proxy.hold(ApiKeys.END_TXN, this::awaitTimeout);

        Map<String, String> proxied =
                Map.of("bootstrap.servers", proxy.address(), "producer.transaction.timeout.ms", "1000");
        try (StageRunner stage =
                StageRunner.start(EnrichStage.STAGE, topics, folder.resolve("state"), "1", proxied, admin)) {
            await().atMost(TIMEOUT).until(() -> stage.failure().isPresent() || records(topics.enrichedArticles) > 0);

            assertThat(stage.failure()).isEmpty();
            assertThat(proxy.hasHeld()).isTrue();
            assertThat(records(topics.enrichedArticles)).isEqualTo(1);
            await().atMost(TIMEOUT).until(stage::isRunning);
        }
    }

    /** Two listeners, the second one behind the proxy, and frequent checks for timed out transactions. */
    private static Map<String, String> settings(int port, int proxiedPort) throws IOException {
        String controller = "127.0.0.1:" + EmbeddedBroker.freePort();
        return Map.of(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500",
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,CONTROLLER://%s"
                        .formatted(port, proxiedPort, controller),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,PROXIED://%s".formatted(port, proxy.address()),
                "controller.quorum.voters",
                "1@" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private void ingestOnce() {
        Map<String, String> settings = new HashMap<>(client);
        settings.put("transaction.timeout.ms", "1000");
        settings.put("interceptor.classes", Pause.class.getName());
        try (Ingest ingest = ingest(settings)) {
            ingest.pass(() -> false, (done, of) -> {});
        }
    }

    private Ingest ingest(Map<String, String> settings) {
        return new Ingest(IngestSources.folder(site), topics, settings, IngestSettings.STANDARD, Clock.systemUTC());
    }

    /** Waits until the coordinator has aborted a transaction of this test. */
    private void awaitTimeout() {
        ListTransactionsOptions aborted =
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.COMPLETE_ABORT));
        await().atMost(TIMEOUT)
                .until(() -> AdminResults.get(admin.listTransactions(aborted).all()).stream()
                        .anyMatch(transaction -> transaction.transactionalId().startsWith(topics.prefix())));
    }

    private long records(TopicSpec<?> topic) {
        AtomicInteger records = new AtomicInteger();
        try (CompactedTopicReader reader = new CompactedTopicReader(client)) {
            reader.read(topic.name(), record -> records.incrementAndGet());
        }
        return records.get();
    }
}
