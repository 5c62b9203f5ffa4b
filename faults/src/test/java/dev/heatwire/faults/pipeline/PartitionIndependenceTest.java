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
import dev.heatwire.faults.pipeline.ExpectedRanking.Verdict;
import dev.heatwire.faults.pipeline.History.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the number of partitions, with two instances and a restart, the ranking is what the rules say. */
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
            try (Pipeline one = Pipeline.start(topics, state.resolve("1"), "1", CLIENT, admin)) {
                try (Pipeline two = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(firstHalf, topics);
                    assertThat(two.failure()).isEmpty();
                }
                try (Pipeline two = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(secondHalf, topics);
                    DrainCheck quiet = new DrainCheck(admin, reader, topics);
                    await().atMost(SETTLED_TIMEOUT).until(quiet::isDrained);
                    assertThat(two.failure()).isEmpty();
                }
                assertThat(one.failure()).isEmpty();
            }
            List<String> letters = new ArrayList<>();
            reader.read(topics.deadLetters.name(), letter -> letters.add(letter.key() + " " + letter.headers()));
            assertThat(letters).isEmpty();
            Map<String, Verdict> verdicts = new HashMap<>();
            reader.readTable(topics.rankedArticles).forEach((id, ranked) -> verdicts.put(id, Verdict.of(ranked)));
            assertThat(verdicts).isEqualTo(ExpectedRanking.of(HISTORY).verdicts());
        }
    }

    private static void publish(List<Change> changes, Topics topics) {
        Map<String, Object> config = new HashMap<>(CLIENT);
        // new partitions refuse their first batch until they are ready; the next must not overtake it
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
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
            assertThat(sent).allSatisfy(one -> assertThat(one.get()).isNotNull());
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, Change change) {
        byte[] value = change.value()
                .map(event -> topic.values().serializer().serialize(topic.name(), (V) event))
                .orElse(null);
        return new ProducerRecord<>(topic.name(), change.key(), value);
    }
}
