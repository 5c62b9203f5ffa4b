package dev.heatwire.bench;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.Stage;
import dev.heatwire.streams.StageConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A stage in the test driver, without a broker: its logic, its JSON and its stores. Its cost is the processor time of
 * the calling thread, which hardly depends on other load of the machine.
 */
final class InProcessStage implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** The articles between two advances of the clock; stages batch their work by the clock. */
    private static final int ARTICLES_PER_TICK = 80;

    private static final Duration TICK = Duration.ofMillis(20);

    private final Topics topics = Topics.withPrefix("");
    private final Stage stage;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final TestOutputTopic<byte[], byte[]> output;

    InProcessStage(Stage stage, Path state) {
        this.stage = stage;
        Properties config = StageConfig.of(
                stage, topics, "bench-" + stage.name(), state, "1", Map.of("bootstrap.servers", "unused:1"));
        // the driver has no transactions
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(stage.builder().build(config, topics, 1), config);
        output = driver.createOutputTopic(
                stage.writes().apply(topics).name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void reference(TopicSpec<?> topic, List<TestRecord<byte[], byte[]>> records) {
        records.forEach(input(topic)::pipeInput);
    }

    /** Processes articles, and measures the processor time. */
    Result process(List<TestRecord<byte[], byte[]>> articles) {
        TestInputTopic<byte[], byte[]> input = input(stage.reads().apply(topics).get(0));
        List<TestRecord<byte[], byte[]>> written = new ArrayList<>();
        long before = THREADS.getCurrentThreadCpuTime();
        for (int number = 0; number < articles.size(); number++) {
            input.pipeInput(articles.get(number));
            if ((number + 1) % ARTICLES_PER_TICK == 0) {
                driver.advanceWallClockTime(TICK);
            }
            // the driver would keep all output in memory
            while (!output.isEmpty()) {
                written.add(output.readRecord());
            }
        }
        return new Result(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before), written);
    }

    private TestInputTopic<byte[], byte[]> input(TopicSpec<?> topic) {
        return inputs.computeIfAbsent(
                topic.name(),
                name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    record Result(Duration cpu, List<TestRecord<byte[], byte[]>> written) {}

    @Override
    public void close() {
        driver.close();
    }
}
