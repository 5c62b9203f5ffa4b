package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;

/**
 * One Kafka Streams application of the pipeline: its name, its topics and its topology.
 *
 * @param name the name on the command line and in dead letters
 * @param reads the input topics, the main input first
 * @param writes the output topic
 * @param unfinished the stores of pending work, which are empty once all input is processed
 */
public record Stage(
        String name,
        Function<Topics, List<TopicSpec<?>>> reads,
        Function<Topics, TopicSpec<?>> writes,
        List<String> unfinished,
        Builder builder) {

    /** Builds the topology of a stage. */
    @FunctionalInterface
    public interface Builder {
        /**
         * @param config the configuration of {@link StageConfig}
         * @param partitions the number of partitions of the main input; reference data is copied to each of them
         */
        Topology build(Properties config, Topics topics, int partitions);
    }
}
