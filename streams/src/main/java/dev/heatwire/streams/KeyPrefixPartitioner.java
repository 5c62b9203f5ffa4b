package dev.heatwire.streams;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Chooses the partition by a part of the key, so that records that share the part stay together. */
public final class KeyPrefixPartitioner {
    private KeyPrefixPartitioner() {}

    /** The partition that Kafka's default partitioner chooses for a record whose whole key is the part. */
    public static <V> StreamPartitioner<String, V> partitioner(UnaryOperator<String> part) {
        return (topic, key, value, partitions) -> {
            byte[] bytes = part.apply(key).getBytes(StandardCharsets.UTF_8);
            return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(bytes)) % partitions));
        };
    }
}
