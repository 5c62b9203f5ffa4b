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

/** Unreadable records go to the dead letters once, and stop no stage, not even when it restores its state. */
@FaultSuite
class PoisonTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** The broker's limit for a record batch, less the batch's overhead. */
    private static final int MAX_BYTES = (1 << 20) - 200;

    @TempDir
    private Path folder;

    @Test
    void shouldSendUnreadableRecordsToTheDeadLetters() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            Map<String, Integer> deadLetters = new TreeMap<>();
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                deadLetters.putAll(hostileFiles());
                deadLetters.putAll(poison(scenario));
                load.awaitPercent(100);
            }
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(seen(scenario, deadLetters)).isEqualTo(deadLetters));
            scenario.awaitSettled();
            for (Role role : List.of(Role.ENRICH, Role.RANK, Role.SINK)) {
                assertThat(scenario.stages.of(role).isAlive())
                        .as(role + " is alive")
                        .isTrue();
                scenario.stages.of(role).kill();
                scenario.stages.startElsewhere(role, folder.resolve("empty"));
            }
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(100);
            }
            scenario.recordRun(Fault.of("poison in files and on topics, then empty state"));
            scenario.finish(deadLetters.keySet());
            assertThat(seen(scenario, deadLetters)).isEqualTo(deadLetters);
        }
    }

    private Map<String, Integer> hostileFiles() throws IOException {
        Map<String, Integer> deadLetters = new HashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>(HostileFiles.all());
        files.put("too-large", "x".repeat(1_100_000).getBytes(UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = "articles/hostile-" + file.getKey() + ".md";
            Files.write(folder.resolve("site").resolve(path), file.getValue());
            deadLetters.put(path, 1);
        }
        return deadLetters;
    }

    /** @return the expected dead letters of each key: one from each stage that reads the topic */
    private static Map<String, Integer> poison(FaultScenario scenario) throws Exception {
        Topics topics = scenario.topics;
        Map<TopicSpec<?>, Integer> readers = Map.of(
                topics.articles, 1,
                topics.providers, 1,
                topics.newsTopics, 1,
                topics.enrichedArticles, 1,
                topics.storyArticles, 1,
                topics.storyRelations, 1,
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
        Map<String, Integer> deadLetters = new HashMap<>();
        Map<String, Object> config = new HashMap<>(scenario.broker.client());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (Map.Entry<TopicSpec<?>, Integer> topic : readers.entrySet()) {
                String name = topic.getKey().name();
                for (Map.Entry<String, byte[]> record : bytes.entrySet()) {
                    String key = name + "-" + record.getKey();
                    producer.send(new ProducerRecord<>(name, key, record.getValue()))
                            .get();
                    deadLetters.put(key, topic.getValue());
                }
                // a tombstone of an unknown key can be read
                producer.send(new ProducerRecord<>(name, name + "-nothing", null))
                        .get();
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(name, "{}".getBytes(UTF_8)))
                                .get())
                        .hasCauseInstanceOf(InvalidRecordException.class);
            }
        }
        return deadLetters;
    }

    private static Map<String, Integer> seen(FaultScenario scenario, Map<String, Integer> deadLetters) {
        return scenario.observer.with(seen -> {
            Map<String, Integer> counts = new TreeMap<>();
            deadLetters.keySet().forEach(key -> counts.put(key, seen.deadLettersAbout(key)));
            return counts;
        });
    }
}
