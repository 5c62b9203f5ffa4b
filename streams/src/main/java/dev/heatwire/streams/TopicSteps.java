package dev.heatwire.streams;

import dev.heatwire.events.TopicSpec;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Named sources and sinks of the contract's topics, with the topic's own serdes. */
public final class TopicSteps {
    private TopicSteps() {}

    public static <V> Consumed<String, V> consumedAs(String step, TopicSpec<V> topic) {
        return Consumed.with(topic.keys(), topic.values()).withName(step);
    }

    public static <V> Produced<String, V> producedAs(String step, TopicSpec<V> topic) {
        return Produced.with(topic.keys(), topic.values()).withName(step);
    }

    /** For values in the bytes that the topic's serde would write. */
    public static Produced<String, byte[]> producedBytesAs(String step, TopicSpec<?> topic) {
        return Produced.with(topic.keys(), Serdes.ByteArray()).withName(step);
    }
}
