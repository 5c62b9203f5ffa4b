package dev.heatwire.bench;

import dev.heatwire.events.Topics;
import dev.heatwire.streams.Stage;
import dev.heatwire.streams.StageConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * A stage that only copies records, with the settings of all stages: exactly once, and the same commits and batches. It
 * is the baseline of the real stages.
 */
final class CopyProgram {
    private CopyProgram() {}

    /** @param arguments bytes|json SERVERS INPUT OUTPUT STATE */
    public static void main(String[] arguments) {
        String kind = arguments[0];
        Topics topics = Topics.withPrefix("");
        if (kind.equals("json")) {
            run(arguments, topics, topics.articles.values());
        } else {
            run(arguments, topics, Serdes.ByteArray());
        }
    }

    static String group(String kind) {
        return "bench-copy-" + kind;
    }

    private static <V> void run(String[] arguments, Topics topics, Serde<V> values) {
        String kind = arguments[0];
        Stage stage = new Stage(
                kind, all -> List.of(all.articles), all -> all.articles, List.of(), (config, unused, partitions) -> {
                    StreamsBuilder builder = new StreamsBuilder();
                    builder.stream(
                                    arguments[2],
                                    Consumed.with(Serdes.String(), values).withName("original"))
                            .to(
                                    arguments[3],
                                    Produced.with(Serdes.String(), values).withName("copy"));
                    return builder.build(config);
                });
        Properties config = StageConfig.of(
                stage, topics, group(kind), Path.of(arguments[4]), kind, Map.of("bootstrap.servers", arguments[1]));
        KafkaStreams streams = new KafkaStreams(stage.builder().build(config, topics, 0), config);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
