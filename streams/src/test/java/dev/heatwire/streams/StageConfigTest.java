package dev.heatwire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "processing.guarantee, true",
        "state.dir, true",
        "consumer.isolation.level, true",
        "main.consumer.group.instance.id, true",
        "producer.transactional.id, true",
        "sasl.mechanism, false",
        "producer.linger.ms, false"
    })
    void shouldKnowTheSettingsThatAStageOwns(String setting, boolean owned) {
        assertThat(StageConfig.isOwned(setting)).isEqualTo(owned);
    }

    private static Properties config(Map<String, String> client) {
        return StageConfig.of(STAGE, Topics.withPrefix(""), "app", Path.of("state"), "one", client);
    }
}
