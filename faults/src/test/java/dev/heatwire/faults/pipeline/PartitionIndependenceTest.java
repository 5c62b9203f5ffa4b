package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import dev.heatwire.faults.pipeline.History.Change;
import dev.heatwire.faults.process.TestRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranking does not depend on the number of partitions, with two instances and a restart. */
@Tag("full")
class PartitionIndependenceTest {
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(2);
    private static final History HISTORY = History.of(5, 300, 1_200);

    private static final Map<String, String> CLIENT = SharedBroker.client();

    @TempDir
    private Path state;

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = {1, 4, 12})
    void shouldEndTheSameOverAnyNumberOfPartitions(int partitions) {
        Topics topics = Topics.withPrefix("p" + partitions + "-");
        List<Change> changes = HISTORY.shuffled(partitions);
        List<Change> firstHalf = changes.subList(0, changes.size() / 2);
        List<Change> secondHalf = changes.subList(changes.size() / 2, changes.size());
        try (Admin admin = Admin.create(new HashMap<>(CLIENT));
                CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            TopicAdmin.create(admin, topics, partitions, (short) 1);
            try (Pipeline first = Pipeline.start(topics, state.resolve("1"), "1", CLIENT, admin)) {
                try (Pipeline second = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(firstHalf, topics);
                    assertThat(second.failure()).isEmpty();
                }
                try (Pipeline second = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(secondHalf, topics);
                    DrainCheck drainCheck = new DrainCheck(admin, reader, topics);
                    await().atMost(SETTLED_TIMEOUT).until(drainCheck::isDrained);
                    assertThat(second.failure()).isEmpty();
                }
                assertThat(first.failure()).isEmpty();
            }
            List<String> deadLetters = new ArrayList<>();
            reader.read(topics.deadLetters.name(), record -> deadLetters.add(record.key() + " " + record.headers()));
            assertThat(deadLetters).isEmpty();
            Map<String, ArticleRanking> rankings = new HashMap<>();
            reader.readTable(topics.rankedArticles)
                    .forEach((id, ranked) -> rankings.put(id, ArticleRanking.of(ranked)));
            assertThat(rankings).isEqualTo(ExpectedRanking.of(HISTORY).rankings());
        }
    }

    private static void publish(List<Change> changes, Topics topics) {
        try (KafkaProducer<String, byte[]> producer = TestRecords.producer(CLIENT)) {
            List<Future<RecordMetadata>> sent = changes.stream()
                    .map(change -> switch (change.kind()) {
                        case ARTICLE -> record(topics.articles, change);
                        case PROVIDER -> record(topics.providers, change);
                        case TOPIC -> record(topics.newsTopics, change);
                        case POLICY -> record(topics.scoringPolicy, change);
                    })
                    .<Future<RecordMetadata>>map(producer::send)
                    .toList();
            producer.flush();
            assertThat(sent).allSatisfy(result -> assertThat(result.get()).isNotNull());
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, Change change) {
        return TestRecords.record(topic, change.key(), (V) change.value().orElse(null));
    }
}
