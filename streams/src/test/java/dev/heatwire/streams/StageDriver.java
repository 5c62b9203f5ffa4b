package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** A stage in Kafka's test driver, with the settings it has in production. */
public final class StageDriver implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    public final Topics topics = Topics.withPrefix("");
    private static final Duration STEP = Duration.ofMillis(10);

    private final Stage stage;
    private final Topology topology;
    private final TopologyTestDriver driver;

    public StageDriver(Stage stage, Path state) {
        this.stage = stage;
        Properties config = StageConfig.of(
                stage, topics, "heatwire-" + stage.name(), state, "1", Map.of("bootstrap.servers", "nowhere:1"));
        // the driver has no transactions: with exactly-once, it drops records that punctuators send
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        topology = stage.builder().build(config, topics, 1);
        driver = new TopologyTestDriver(topology, config, START);
    }

    /** The description of the topology, which is also written to {@code target/topology.txt}. */
    public String description() throws IOException {
        String description = topology.describe().toString();
        Files.writeString(Path.of("target", "topology.txt"), description);
        return description;
    }

    public <V> TestInputTopic<String, V> input(TopicSpec<V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keys().serializer(), topic.values().serializer(), START, Duration.ZERO);
    }

    public TestInputTopic<byte[], byte[]> rawInput(TopicSpec<?> topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public <V> TestOutputTopic<String, V> output(TopicSpec<V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }

    public void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    public <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Advances the clock until the stage has no pending work. */
    public void settle() {
        while (stage.unfinished().stream()
                .anyMatch(store -> driver.getKeyValueStore(store).approximateNumEntries() > 0)) {
            advance(STEP);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
