package dev.heatwire.events.kafka;

import dev.heatwire.events.TopicSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The table of a compacted topic up to the positions read so far; {@link CompactedTopicReader} reads on from there. */
public final class TableSnapshot<V> {
    final TopicSpec<V> topic;
    final Map<String, V> values = new LinkedHashMap<>();
    final Map<TopicPartition, Long> positions = new HashMap<>();

    public TableSnapshot(TopicSpec<V> topic) {
        this.topic = topic;
    }
}
