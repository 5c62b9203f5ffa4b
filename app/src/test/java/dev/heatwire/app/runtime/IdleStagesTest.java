package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.config.Settings;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.ingest.IngestSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleStagesTest {
    @TempDir
    private Path folder;

    private Map<TopicPartition, Long> last = Map.of();

    @Test
    void shouldWriteNothingWhileThereIsNothingToDo() throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.resolve("broker"), EmbeddedBroker.freePort(), Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            Settings settings = Settings.of(
                    Map.of(Settings.BOOTSTRAP_SERVERS, broker.address(), Settings.PARTITIONS, "2"),
                    Map.of(),
                    List.of());
            try (ShutdownSignal stop = new ShutdownSignal();
                    PipelineRunner pipeline = PipelineRunner.start(
                            IngestSources.folder(Path.of("..", "seeds")),
                            settings,
                            folder.resolve("state"),
                            Clock.systemUTC())) {
                pipeline.follow(true, stop, new NoProgress());

                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(300))
                        .during(Duration.ofSeconds(3))
                        .until(() -> isUnchanged(admin));
            }
        }
    }

    /** Whether no stage has committed, and nothing was written to any topic, since the last call. */
    private boolean isUnchanged(Admin admin) throws Exception {
        Map<TopicPartition, Long> before = last;
        last = ends(admin);
        assertThat(last.keySet())
                .extracting(TopicPartition::topic)
                .contains(Topic.GROUP_METADATA_TOPIC_NAME, Topic.TRANSACTION_STATE_TOPIC_NAME, "articles");
        return last.equals(before);
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition -> partitions.put(
                            new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, partition -> partition.getValue().offset()));
    }

    private static final class NoProgress implements PipelineRunner.Listener {
        @Override
        public void phase(String description) {}

        @Override
        public void filesRead(int done, int total) {}

        @Override
        public void drained() {}
    }
}
