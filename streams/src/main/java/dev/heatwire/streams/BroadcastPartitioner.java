package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Repartitions reference data to all partitions, so that every task has a copy of it. */
public final class BroadcastPartitioner {
    private BroadcastPartitioner() {}

    /**
     * @param step the name of the repartition topic
     * @param partitions the number of partitions of the main input topic
     */
    public static <V> Repartitioned<String, V> toEveryTask(TopicSpec<V> topic, String step, int partitions) {
        return Repartitioned.with(topic.keys(), topic.values())
                .withName(step)
                .withNumberOfPartitions(partitions)
                .withStreamPartitioner((name, key, value, count) ->
                        Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet())));
    }
}
