package dev.heatwire.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.app.config.Settings.InvalidSettings;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.directory.CleanupPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHaveDefaults() {
        Settings settings = Settings.of(Map.of(), Map.of("PATH", "x"), List.of());

        assertThat(settings.get(Settings.BOOTSTRAP_SERVERS)).isEqualTo("localhost:9092");
        assertThat(settings.number(Settings.PARTITIONS)).isEqualTo(4);
        assertThat(settings.has(Settings.BOOTSTRAP_SERVERS)).isFalse();
        assertThat(settings.get(Settings.HTTP_HOST)).isEqualTo("127.0.0.1");
        assertThat(settings.chosen(Settings.HTTP_PORT)).isEmpty();
        assertThat(settings.chosen(Settings.INSTANCE)).isEmpty();
        assertThat(settings.client()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void shouldPreferFlagsToEnvironmentToFile() throws IOException {
        List<Path> file = file("topic-prefix=file\npartitions=2\nstate-dir=s\n");
        Map<String, String> environment = Map.of("HEATWIRE_TOPIC_PREFIX", "env", "HEATWIRE_PARTITIONS", "3");

        Settings settings = Settings.of(Map.of("topic-prefix", "flag"), environment, file);

        assertThat(settings.get(Settings.TOPIC_PREFIX)).isEqualTo("flag");
        assertThat(settings.number(Settings.PARTITIONS)).isEqualTo(3);
        assertThat(settings.get(Settings.STATE_DIR)).isEqualTo("s");
    }

    @Test
    void shouldPassClientSettingsThrough() throws IOException {
        Settings settings = Settings.of(
                Map.of("bootstrap-servers", "a:1"),
                Map.of("HEATWIRE_KAFKA_SASL_MECHANISM", "PLAIN"),
                file("kafka.sasl.mechanism=SCRAM-SHA-512\nkafka.security.protocol=SASL_SSL\n"));

        assertThat(settings.client())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "a:1",
                        "sasl.mechanism", "PLAIN",
                        "security.protocol", "SASL_SSL"));
    }

    @Test
    void shouldOverrideTopicSettingsForAllTopicsOrOne() throws IOException {
        Settings settings = Settings.of(
                Map.of("topics.ranked-feed.segment.ms", "4", "topic-prefix", "site."),
                Map.of("HEATWIRE_TOPICS_RANKED_FEED_DELETE_RETENTION_MS", "3", "HEATWIRE_TOPICS_SEGMENT_MS", "2"),
                file("topics.segment.ms=1\ntopics.min.insync.replicas=2\n"));

        Topics topics = settings.topics();
        assertThat(settings.of(topics.articles))
                .containsEntry("segment.ms", "2")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("delete.retention.ms", "604800000")
                .containsEntry("cleanup.policy", "compact");
        assertThat(settings.of(topics.rankedFeed))
                .containsEntry("segment.ms", "4")
                .containsEntry("delete.retention.ms", "3");
        assertThat(settings.of(topics.rankedFeed)).doesNotContainKey("ranked-feed.segment.ms");
    }

    @Test
    void shouldNotChangeTheCleanupPolicyOfATopic() {
        assertThatThrownBy(() -> Settings.of(
                        Map.of(), Map.of("HEATWIRE_TOPICS_RANKED_FEED_CLEANUP_POLICY", "delete"), List.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("topics.ranked-feed.cleanup.policy: cleanup.policy cannot be changed");
    }

    @Test
    void shouldNameAllProblemsAtOnce() throws IOException {
        assertThatThrownBy(() -> Settings.of(
                        Map.of("partitions", "many"),
                        Map.of(
                                "HEATWIRE_PARTITION", "3",
                                "HEATWIRE_KAFKA_BOOTSTRAP_SERVERS", "broker:9092",
                                "HEATWIRE_KAFKA_CONSUMER_ISOLATION_LEVEL", "read_uncommitted",
                                "HEATWIRE_TOPIC_PREFIX", "a b",
                                "HEATWIRE_INSTANCE", "../a",
                                "HEATWIRE_HTTP_PORT", "70000",
                                "HEATWIRE_LOG_FORMAT", "xml"),
                        List.of(file("colour=blue\n").get(0), folder.resolve("none"))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("colour is not a known setting")
                .hasMessageContaining("HEATWIRE_PARTITION is not a known setting")
                .hasMessageContaining("kafka.bootstrap.servers: set bootstrap-servers instead")
                .hasMessageContaining("kafka.consumer.isolation.level: a guarantee of Heatwire depends on it")
                .hasMessageContaining("Invalid value many for configuration partitions: Not a number of type INT")
                .hasMessageContaining("Invalid value a b for configuration topic-prefix: expected a-z, A-Z, 0-9")
                .hasMessageContaining("Invalid value ../a for configuration instance: expected up to 100 of a-z")
                .hasMessageContaining("Invalid value 70000 for configuration http-port: expected a port")
                .hasMessageContaining("HEATWIRE_LOG_FORMAT: must be text or json")
                .hasMessageContaining("none cannot be read");
    }

    @Test
    void shouldNameOneProblemForEachValueThatIsNotValid() {
        Map<String, String> flags = Map.of(
                "partitions", "0",
                "replication-factor", "",
                "include", "[",
                "after", "burn",
                "reread-every", "PT0.5S",
                "limit-depth", "101");

        assertThatThrownBy(() -> Settings.of(flags, Map.of(), List.of()))
                .isInstanceOf(InvalidSettings.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1 + flags.size()))
                .hasMessageContaining("partitions: Value must be at least 1")
                .hasMessageContaining("replication-factor: Not a number")
                .hasMessageContaining("include: expected globs")
                .hasMessageContaining("after: expected keep, move or delete")
                .hasMessageContaining("reread-every: expected an ISO 8601 duration")
                .hasMessageContaining("limit-depth: Value must be no more than 100");
    }

    @Test
    void shouldReadTypedValues() {
        Map<String, String> flags = Map.of("partitions", " 8 ", "after", "Move", "reread-every", "PT1S");

        Settings settings = Settings.of(flags, Map.of(), List.of());

        assertThat(settings.number(Settings.PARTITIONS)).isEqualTo(8);
        assertThat(settings.ingest().cleanupPolicy()).isEqualTo(CleanupPolicy.MOVE);
        assertThat(settings.ingest().rereadEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldHaveTheDefaultsOfIngest() {
        IngestSettings settings = Settings.of(Map.of(), Map.of(), List.of()).ingest();

        assertThat(settings.limits()).isEqualTo(IngestSettings.STANDARD.limits());
        assertThat(settings.cleanupPolicy()).isEqualTo(IngestSettings.STANDARD.cleanupPolicy());
        assertThat(settings.rereadEvery()).isEqualTo(IngestSettings.STANDARD.rereadEvery());
    }

    @Test
    void shouldMaskSecretsInPrint() {
        Settings settings = Settings.of(
                Map.of(),
                Map.of(
                        "HEATWIRE_KAFKA_SASL_JAAS_CONFIG", "hush",
                        "HEATWIRE_KAFKA_SSL_KEY_PASSWORD", "hush",
                        "HEATWIRE_KAFKA_SSL_KEYSTORE_KEY", "hush",
                        "HEATWIRE_KAFKA_CLIENT_ID", "me"),
                List.of());

        assertThat(settings.printable().toString()).doesNotContain("hush").contains("kafka.client.id=me");
    }

    private List<Path> file(String text) throws IOException {
        return List.of(Files.writeString(folder.resolve("heatwire.properties"), text));
    }
}
