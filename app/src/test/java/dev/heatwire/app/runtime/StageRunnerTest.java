package dev.heatwire.app.runtime;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Article;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunnerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSED_TIMEOUT = Duration.ofSeconds(7);

    private static EmbeddedBroker broker;
    private static Map<String, String> client;
    private static Admin admin;

    private final Topics topics = Topics.withPrefix(UUID.randomUUID() + "-");
    private final CountDownLatch mayClose = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
        client = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(new HashMap<>(client));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        TopicAdmin.create(admin, topics, 2, (short) 1);
    }

    /** Throws an error that no handler attributes to a record, and blocks in close. */
    private final class Blocking extends ContextualProcessor<String, Article, String, Article> {
        @Override
        public void init(ProcessorContext<String, Article> context) {
            context.schedule(Duration.ofMillis(10), PunctuationType.WALL_CLOCK_TIME, now -> {
                throw new LinkageError("unrecoverable");
            });
        }

        @Override
        public void process(Record<String, Article> record) {}

        @Override
        public void close() {
            try {
                mayClose.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Topology build(Properties config, Topics names, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        builder.stream(names.articles.name(), consumedAs("articles", names.articles))
                .process(Blocking::new, Named.as("blocking"));
        return builder.build(config);
    }

    @Test
    void shouldStopWithinTheTimeoutWhenAThreadOfAFailedStageDoesNotEnd() {
        Stage blocking = new Stage(
                "blocking", names -> List.of(names.articles), names -> names.enrichedArticles, List.of(), this::build);
        try (StageRunner stage = start(blocking, "1")) {
            await().atMost(TIMEOUT).until(() -> stage.failure().isPresent());
            assertThat(stage.isStopped()).isFalse();

            await().atMost(CLOSED_TIMEOUT.plusSeconds(5)).until(stage::isStopped);

            assertThat(stage.streams().state()).isEqualTo(KafkaStreams.State.PENDING_ERROR);
            mayClose.countDown();
        }
    }

    @Test
    void shouldLeaveTheGroupWhenThereAreOtherMembers() {
        try (StageRunner staying = start(EnrichStage.STAGE, "1")) {
            StageRunner leaving = start(EnrichStage.STAGE, "2");
            awaitTasks(staying, 1);
            awaitTasks(leaving, 1);

            leaving.close();

            assertThat(ConsumerGroups.of(admin, staying.group())).hasSize(1);
            awaitTasks(staying, 2);
        }
    }

    @Test
    void shouldStayInTheGroupWhenThereAreNoOtherMembers() {
        StageRunner single = start(EnrichStage.STAGE, "1");
        awaitTasks(single, 2);

        single.close();

        assertThat(ConsumerGroups.of(admin, single.group())).hasSize(1);
    }

    private StageRunner start(Stage stage, String instance) {
        return StageRunner.start(stage, topics, folder.resolve(instance), instance, client, admin);
    }

    /** Each task of the stage reads one partition of the topic of articles. */
    private void awaitTasks(StageRunner stage, long count) {
        await().atMost(TIMEOUT)
                .until(() -> stage.isRunning()
                        && stage.partitions().stream()
                                        .filter(partition -> partition.topic().equals(topics.articles.name()))
                                        .count()
                                == count);
    }
}
