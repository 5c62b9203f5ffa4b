package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Copies reference data to every task, so that each holds it beside its share of the articles. */
public final class BroadcastPartitioner {
    private BroadcastPartitioner() {}

    /**
     * @param step names the repartition topic
     * @param partitions of the topic that is processed beside the reference data
     */
    public static <V> Repartitioned<String, V> toEveryTask(TopicSpec<V> topic, String step, int partitions) {
        return Repartitioned.with(topic.keys(), topic.values())
                .withName(step)
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner((name, key, value, count) ->
                        Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet())));
    }
}
