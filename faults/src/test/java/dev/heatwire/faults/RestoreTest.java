package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.TopicAdmin;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage whose state is gone builds it again from Kafka; {@code -Dheatwire.faults.records=1000000} for many. */
class RestoreTest {
    private static final int RECORDS = Integer.getInteger("heatwire.faults.records", Form.isLong() ? 100_000 : 5_000);
    private static final Duration WORK_WITHIN = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void shouldRestoreWhatWasWiped() throws Exception {
        Topics topics = Topics.withPrefix("");
        Broker broker = new Broker(folder);
        try (broker) {
            broker.start();
            Map<String, Object> client = new HashMap<>(broker.client());
            try (Admin admin = Admin.create(client);
                    Offsets offsets = new Offsets(broker.client());
                    TopicReader reader = new TopicReader(broker.client())) {
                TopicAdmin.create(admin, topics, 3, (short) 1);
                try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
                    for (int i = 0; i < RECORDS; i++) {
                        var article = Samples.enriched("many-" + i).image().build();
                        byte[] value =
                                topics.enrichedArticles.values().serializer().serialize("", article);
                        producer.send(new ProducerRecord<>(topics.enrichedArticles.name(), article.id(), value));
                    }
                }
                Child before = rank(broker, "before");
                await().atMost(WORK_WITHIN)
                        .until(() -> !offsets.workRemains(Role.RANK.group(), topics.enrichedArticles.name()));
                // a transaction's markers come one after the other: its output may show later than what it has read
                Map<String, RankedArticle> ranked = await().atMost(WORK_WITHIN)
                        .until(() -> reader.fold(topics.rankedArticles), found -> found.size() == RECORDS);
                before.kill();

                Instant start = Instant.now();
                Child after = rank(broker, "after");
                await().atMost(WORK_WITHIN)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> after.logSinceStart().contains("rank is RUNNING"));
                double seconds = Duration.between(start, Instant.now()).toMillis() / 1_000.0;
                FaultTable.add(
                        new Fault("wiped state of rank, %,d articles".formatted(RECORDS), 10),
                        1,
                        0,
                        0,
                        List.of(seconds));
                assertThat(reader.fold(topics.rankedArticles)).isEqualTo(ranked);
                after.kill();
            }
        }
    }

    /** The same instance, so that nobody waits for the old one. */
    private Child rank(Broker broker, String state) throws Exception {
        return Child.start(
                folder.resolve(state + ".log"),
                Map.of("HEATWIRE_LOG_LEVEL", "INFO"),
                List.of(
                        "dev.heatwire.app.Heatwire",
                        "rank",
                        "--instance=one",
                        "--state-dir=" + folder.resolve(state),
                        "--bootstrap-servers=" + broker.client().get("bootstrap.servers")));
    }
}
