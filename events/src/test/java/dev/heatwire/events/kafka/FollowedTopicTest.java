package dev.heatwire.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Samples;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FollowedTopicTest {
    private static final TopicSpec<NewsTopic> TOPIC = Topics.withPrefix("").newsTopics;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);
    private static final NewsTopic AI = Samples.newsTopic("AI");
    private static final NewsTopic SPACE = Samples.newsTopic("Space");

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Map<String, NewsTopic>> tables = new ArrayList<>();

    @Test
    void shouldTakeARecordThatCannotBeReadAsAbsent() {
        publish(json("ai", AI), json("space", SPACE), text("ai", "{"), text("none", "null"));

        follow();

        assertThat(tables).containsExactly(Map.of("space", SPACE));
    }

    @Test
    void shouldTakeTheNextRecordThatCanBeRead() {
        publish(text("ai", "{"), json("ai", AI));

        follow();

        assertThat(tables).containsExactly(Map.of("ai", AI));
    }

    private record Value(String key, byte[] bytes) {}

    private static Value json(String key, NewsTopic value) {
        return new Value(key, TOPIC.values().serializer().serialize(TOPIC.name(), value));
    }

    private static Value text(String key, String value) {
        return new Value(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private void publish(Value... values) {
        Node[] nodes = {};
        consumer.updatePartitions(TOPIC.name(), List.of(new PartitionInfo(TOPIC.name(), 0, null, nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.length));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < values.length; offset++) {
                consumer.addRecord(
                        new ConsumerRecord<>(TOPIC.name(), 0, offset, values[offset].key(), values[offset].bytes()));
            }
        });
    }

    private void follow() {
        try (CompactedTopicReader reader = new CompactedTopicReader(consumer)) {
            reader.follow(TOPIC, () -> !tables.isEmpty(), tables::add);
        }
    }
}
