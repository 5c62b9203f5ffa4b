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
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage whose state is gone builds it again from Kafka; {@code -Dheatwire.faults.records=1000000} for many. */
@FaultSuite
class RestoreTest {
    private static final int RECORDS =
            Integer.getInteger("heatwire.faults.records", SuiteProfile.isLong() ? 100_000 : 5_000);
    private static final Duration WORK_TIMEOUT = Duration.ofMinutes(10).plusMillis(2L * RECORDS);

    @TempDir
    private Path folder;

    /**
     * All that was written, without holding it.
     *
     * @param sum of a hash of each record, in whatever order
     */
    private record Written(long records, long sum) {
        private Written plus(ConsumerRecord<String, byte[]> record) {
            return new Written(records + 1, sum + 31L * record.key().hashCode() + Arrays.hashCode(record.value()));
        }
    }

    @Test
    void shouldRestoreWhatWasWiped() throws Exception {
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
                        .until(() -> !offsets.workRemains(Role.RANK.group(), topics.enrichedArticles.name()));
                // a transaction's markers come one after the other: its output may show later than what it has read
                Written ranked = await().atMost(Duration.ofMinutes(3))
                        .until(() -> written(reader, topics), written -> written.records() >= RECORDS);
                assertThat(ranked.records()).isEqualTo(RECORDS);
                before.kill();

                Instant start = Instant.now();
                ChildProcess after = rank(broker, "after");
                await().atMost(WORK_TIMEOUT)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> after.logSinceStart().contains("rank is RUNNING"));
                double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
                FaultTable.add(
                        new Fault("wiped state of rank, %,d articles".formatted(RECORDS), 10),
                        1,
                        0,
                        0,
                        List.of(seconds));
                assertThat(written(reader, topics)).isEqualTo(ranked);
                after.kill();
            }
        }
    }

    private static void produce(Map<String, Object> client, Topics topics) {
        Map<String, Object> config = new HashMap<>(client);
        // a new partition may refuse its first batch, and the next must not overtake it
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                EnrichedArticle article = Samples.enriched("many-" + i).image().build();
                byte[] value = topics.enrichedArticles.values().serializer().serialize("", article);
                producer.send(
                        new ProducerRecord<>(topics.enrichedArticles.name(), article.id(), value),
                        (written, error) -> failure.compareAndSet(null, error));
            }
        }
        assertThat(failure).hasNullValue();
    }

    private static Written written(CompactedTopicReader reader, Topics topics) {
        AtomicReference<Written> written = new AtomicReference<>(new Written(0, 0));
        reader.read(topics.rankedArticles.name(), record -> written.getAndUpdate(before -> before.plus(record)));
        return written.get();
    }

    /** The same instance, so that nobody waits for the old one. */
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
