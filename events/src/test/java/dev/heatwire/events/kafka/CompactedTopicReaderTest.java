package dev.heatwire.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.TopicSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class CompactedTopicReaderTest {
    private static final TopicSpec<String> TOPIC = new TopicSpec<>("topic", Serdes.String(), Serdes.String(), Map.of());

    private final Map<String, String> values = new HashMap<>();

    @Test
    void shouldKeepTheLastValueOfAKeyIfItIsWanted() {
        apply("a", "wanted");
        apply("b", "wanted, too");
        apply("c", "other");
        assertThat(values).isEqualTo(Map.of("a", "wanted", "b", "wanted, too"));

        apply("a", "other");
        apply("b", null);
        apply("c", "wanted");
        assertThat(values).isEqualTo(Map.of("c", "wanted"));
    }

    private void apply(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(UTF_8);
        CompactedTopicReader.apply(
                new ConsumerRecord<>("topic", 0, 0, key, bytes),
                TOPIC,
                (name, text) -> text.startsWith("wanted"),
                values);
    }
}
