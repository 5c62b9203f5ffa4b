package dev.heatwire.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import dev.heatwire.ingest.parse.HostileFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read goes to the dead letters once, the rest arrives, and nobody dies, today or from an empty state. */
@FaultSuite
class PoisonTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** As much as a broker takes, with what it adds. */
    private static final int MAX_BYTES = (1 << 20) - 200;

    @TempDir
    private Path folder;

    @Test
    void shouldSortOutWhatCannotBeRead() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1)) {
            Map<String, Integer> letters = new TreeMap<>();
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                letters.putAll(nastyFiles());
                letters.putAll(poison(trial));
                load.await(100);
            }
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(seen(trial, letters)).isEqualTo(letters));
            trial.awaitSettled();
            for (Role role : List.of(Role.ENRICH, Role.RANK, Role.SINK)) {
                assertThat(trial.stages.of(role).isAlive()).as(role + " lives").isTrue();
                trial.stages.of(role).kill();
                trial.stages.startElsewhere(role, folder.resolve("empty"));
            }
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(100);
            }
            trial.ran(Fault.of("poison in files and on topics, then empty state"));
            trial.finish(letters.keySet());
            assertThat(seen(trial, letters)).isEqualTo(letters);
        }
    }

    private Map<String, Integer> nastyFiles() throws IOException {
        Map<String, Integer> letters = new HashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>(HostileFiles.all());
        files.put("too-large", "x".repeat(1_100_000).getBytes(UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = "articles/nasty-" + file.getKey() + ".md";
            Files.write(folder.resolve("site").resolve(path), file.getValue());
            letters.put(path, 1);
        }
        return letters;
    }

    /** @return how many letters there must be about each key: one from each stage that reads the topic */
    private static Map<String, Integer> poison(FaultScenario trial) throws Exception {
        Topics topics = trial.topics;
        Map<TopicSpec<?>, Integer> readers = Map.of(
                topics.articles, 1,
                topics.providers, 1,
                topics.newsTopics, 1,
                topics.enrichedArticles, 1,
                topics.storyFacts, 1,
                topics.scoringPolicy, 2,
                topics.rankedArticles, 1);
        Map<String, byte[]> bytes = Map.of(
                "no-utf-8", new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'},
                "no-json", "{\"id\": ".getBytes(UTF_8),
                "wrong-type", "{\"id\": [17], \"domain\": {}, \"feed\": 1}".getBytes(UTF_8),
                "array", "[]".getBytes(UTF_8),
                "null", "null".getBytes(UTF_8),
                "deep", "[".repeat(100_000).getBytes(UTF_8),
                "large", ("\"" + "x".repeat(MAX_BYTES) + "\"").getBytes(UTF_8));
        Map<String, Integer> letters = new HashMap<>();
        Map<String, Object> config = new HashMap<>(trial.broker.client());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (Map.Entry<TopicSpec<?>, Integer> topic : readers.entrySet()) {
                String name = topic.getKey().name();
                for (Map.Entry<String, byte[]> one : bytes.entrySet()) {
                    String key = name + "-" + one.getKey();
                    producer.send(new ProducerRecord<>(name, key, one.getValue()))
                            .get();
                    letters.put(key, topic.getValue());
                }
                // a deletion of what never was is no poison
                producer.send(new ProducerRecord<>(name, name + "-nothing", null))
                        .get();
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(name, "{}".getBytes(UTF_8)))
                                .get())
                        .hasCauseInstanceOf(InvalidRecordException.class);
            }
        }
        return letters;
    }

    private static Map<String, Integer> seen(FaultScenario trial, Map<String, Integer> letters) {
        return trial.observer.with(seen -> {
            Map<String, Integer> counts = new TreeMap<>();
            letters.keySet().forEach(key -> counts.put(key, seen.lettersAbout(key)));
            return counts;
        });
    }
}
