package dev.heatwire.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StageConfigTest {
    private static final Stage STAGE = new Stage(
            "rank",
            topics -> List.of(),
            topics -> topics.rankedArticles,
            List.of(),
            (config, topics, partitions) -> null);

    @Test
    void shouldUseExactlyOnceAndStaticMembership() {
        Properties config = config(Map.of("bootstrap.servers", "somewhere:9092"));

        assertThat(config)
                .containsEntry("application.id", "app")
                .containsEntry("bootstrap.servers", "somewhere:9092")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("main.consumer.group.instance.id", "one")
                .containsEntry("ensure.explicit.internal.resource.naming", true);
    }

    @Test
    void shouldLetTheUserOverrideDefaults() {
        assertThat(config(Map.of("commit.interval.ms", "20"))).containsEntry("commit.interval.ms", "20");
        Map<String, Object> consumer = new StreamsConfig(
                        config(Map.of("bootstrap.servers", "somewhere:9092", "max.poll.records", "20")))
                .getMainConsumerConfigs("group", "client", 0);
        assertThat(consumer).containsEntry("max.poll.records", "20");
    }

    @Test
    void shouldRejectEverySettingThatAStageOwns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(
                        "processing.guarantee", "at_least_once",
                        "consumer.isolation.level", "read_uncommitted",
                        "producer.transactional.id", "mine",
                        "sasl.mechanism", "PLAIN")))
                .withMessageContaining("processing.guarantee")
                .withMessageContaining("consumer.isolation.level")
                .withMessageContaining("producer.transactional.id")
                .withMessageNotContaining("sasl.mechanism");
    }

    private static Properties config(Map<String, String> client) {
        return StageConfig.of(STAGE, Topics.withPrefix(""), "app", Path.of("state"), "one", client);
    }
}
