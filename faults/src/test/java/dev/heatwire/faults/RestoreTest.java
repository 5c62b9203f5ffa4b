package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.BrokerProcess;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Offsets;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.TestRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage without its state restores it from Kafka; {@code -Dheatwire.faults.records=1000000} for more records. */
@FaultSuite
class RestoreTest {
    private static final int RECORDS =
            Integer.getInteger("heatwire.faults.records", SuiteProfile.isLong() ? 100_000 : 5_000);
    private static final Duration WORK_TIMEOUT = Duration.ofMinutes(10).plusMillis(2L * RECORDS);

    @TempDir
    private Path folder;

    /**
     * A digest of the records of a topic.
     *
     * @param sum of the hashes of all records, which does not depend on their order
     */
    private record Digest(long records, long sum) {
        private Digest plus(ConsumerRecord<String, byte[]> record) {
            return new Digest(records + 1, sum + 31L * record.key().hashCode() + Arrays.hashCode(record.value()));
        }
    }

    @Test
    void shouldRestoreStateThatWasDeleted() throws Exception {
        Topics topics = Topics.withPrefix("");
        BrokerProcess broker = new BrokerProcess(folder);
        try (broker) {
            broker.start();
            Map<String, Object> client = new HashMap<>(broker.client());
            try (Admin admin = Admin.create(client);
                    Offsets offsets = new Offsets(broker.client());
                    CompactedTopicReader reader = new CompactedTopicReader(broker.client())) {
                TopicAdmin.create(admin, topics, 3, (short) 1);
                produce(client, topics);
                ChildProcess before = rank(broker, "before");
                await().atMost(WORK_TIMEOUT)
                        .until(() -> !offsets.hasLag(Role.RANK.group(), topics.enrichedArticles.name()));
                // the coordinator writes markers one by one: output may become visible after the committed offsets
                Digest ranked = await().atMost(Duration.ofMinutes(3))
                        .until(() -> digest(reader, topics), written -> written.records() >= RECORDS);
                assertThat(ranked.records()).isEqualTo(RECORDS);
                before.kill();

                Instant start = Instant.now();
                ChildProcess after = rank(broker, "after");
                await().atMost(WORK_TIMEOUT)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> after.logSinceStart().contains("rank is RUNNING"));
                double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
                FaultTable.add(
                        new Fault("deleted state of rank, %,d articles".formatted(RECORDS), 10),
                        1,
                        0,
                        0,
                        List.of(seconds));
                assertThat(digest(reader, topics)).isEqualTo(ranked);
                after.kill();
            }
        }
    }

    private static void produce(Map<String, Object> client, Topics topics) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer = TestRecords.producer(client)) {
            for (int i = 0; i < RECORDS; i++) {
                EnrichedArticle article = Samples.enriched("many-" + i).image().build();
                producer.send(
                        TestRecords.record(topics.enrichedArticles, article.id(), article),
                        (written, error) -> failure.compareAndSet(null, error));
            }
        }
        assertThat(failure).hasNullValue();
    }

    private static Digest digest(CompactedTopicReader reader, Topics topics) {
        AtomicReference<Digest> written = new AtomicReference<>(new Digest(0, 0));
        reader.read(topics.rankedArticles.name(), record -> written.getAndUpdate(before -> before.plus(record)));
        return written.get();
    }

    /** Starts the same static member, so that the group does not wait for the session of the killed one. */
    private ChildProcess rank(BrokerProcess broker, String state) throws Exception {
        return ChildProcess.start(
                folder.resolve(state + ".log"),
                Map.of("HEATWIRE_LOG_LEVEL", "INFO"),
                List.of(
                        "dev.heatwire.app.cli.HeatwireCommand",
                        "rank",
                        "--instance=one",
                        "--state-dir=" + folder.resolve(state),
                        "--bootstrap-servers=" + broker.client().get("bootstrap.servers")));
    }
}
