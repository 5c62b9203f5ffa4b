package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;

/**
 * One Kafka Streams application of the pipeline: its name, the topics it reads, and how it is built.
 *
 * @param name what the command line and the dead letters call it
 * @param reads the topics of the contract that feed it, the main one first
 * @param writes the topic of the contract that it feeds
 * @param unfinished the stores that are empty once all that was read has been acted on; none when that is at once
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
         * @param config as {@link StageConfig} makes it
         * @param partitions of the stage's main input; reference data is copied to each of them
         */
        Topology build(Properties config, Topics topics, int partitions);
    }
}
