package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** With TLS, SASL and ACLs, each stage works with the documented rights and needs each of them. */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String GRANTED_PREFIX = "given-";

    @TempDir
    private static Path folder;

    private static SecureBroker broker;
    private static Admin admin;
    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_DOCKER"));
        assumeTrue(required || DockerClientFactory.instance().isDockerAvailable(), "Docker is not available");
        broker = new SecureBroker(folder);
        admin = Admin.create(new HashMap<>(settings(SecureBroker.ADMIN, "").client()));
        site = TestSite.copyOfSeeds(folder.resolve("site"));
        site.write("articles/broken.md", "---\ntitle: Broken\n---\n");
        // the whole pipeline with all documented rights
        grant(Acl.documented().stream().map(acl -> acl.with(GRANTED_PREFIX)).toList());
        assertThat(run("topics", GRANTED_PREFIX, "topics", "create").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run("ingest", GRANTED_PREFIX, "ingest", site.root().toString(), "--from-topic", "--once")
                        .exitCode())
                .isEqualTo(ExitCode.SOME_REJECTED);
    }

    @AfterAll
    static void stop() {
        if (admin != null) {
            admin.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    @Order(1)
    void shouldReachTheFeedWithTheDocumentedRights() throws Exception {
        Topics topics = grantedTopics();
        List<StageRunner> stages = new ArrayList<>();
        try (CompactedTopicReader reader =
                new CompactedTopicReader(settings("reader", GRANTED_PREFIX).client())) {
            for (Stage stage : Pipeline.STAGES) {
                stages.add(StageRunner.start(
                        stage,
                        topics,
                        folder.resolve("state"),
                        "1",
                        settings(stage.name(), GRANTED_PREFIX).client(),
                        admin));
            }

            await().atMost(TIMEOUT)
                    .until(() -> reader.readTable(topics.rankedFeed).size() == 3
                            || stages.stream().anyMatch(stage -> stage.failure().isPresent()));

            assertThat(stages).allSatisfy(stage -> assertThat(stage.failure()).isEmpty());
        } finally {
            stages.forEach(StageRunner::close);
        }
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> shouldReportTheMissingRight() throws IOException {
        return Acl.documented().stream()
                .filter(acl -> !List.of("topics", "reader", "web").contains(acl.user()))
                // without it, repartition records are only retained for longer
                .filter(acl -> !acl.operation().equals("Delete"))
                .map(acl -> dynamicTest(acl.toString(), () -> requireReportOf(acl)));
    }

    private static int cases;

    private static void requireReportOf(Acl missing) throws Exception {
        String prefix = "case-" + ++cases + "-";
        Topics topics = Topics.withPrefix(prefix);
        TopicAdmin.create(admin, topics, 1, (short) 1);
        if (!missing.user().equals("ingest")) {
            copy(
                    topics,
                    List.of(
                            grantedTopics().articles,
                            // for the repartition topics
                            grantedTopics().providers,
                            grantedTopics().scoringPolicy,
                            grantedTopics().enrichedArticles,
                            grantedTopics().rankedArticles),
                    true);
        } else if (missing.operation().equals("Read")) {
            copy(
                    topics,
                    List.of(
                            grantedTopics().fileStates,
                            grantedTopics().providers,
                            grantedTopics().newsTopics,
                            grantedTopics().scoringPolicy),
                    false);
        }
        grant(Acl.documented().stream()
                .filter(acl -> acl.user().equals(missing.user()) && !acl.equals(missing))
                .map(acl -> acl.with(prefix))
                .toList());

        CommandRun run = missing.user().equals("ingest")
                ? run("ingest", prefix, "ingest", site.root().toString(), "--from-topic", "--once")
                : run(missing.user(), prefix, missing.user(), "--state-dir=" + folder.resolve(prefix));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).containsIgnoringCase("not authorized").doesNotContain("-secret");
        if (!missing.resource().equals("transactional-id")) {
            assertThat(run.err()).contains(prefix + missing.name());
        }
    }

    private static Topics grantedTopics() {
        return Topics.withPrefix(GRANTED_PREFIX);
    }

    /** @param poison whether to add a record that no stage can read */
    private static void copy(Topics topics, List<TopicSpec<?>> sources, boolean poison) throws Exception {
        Map<String, String> client = settings(SecureBroker.ADMIN, "").client();
        try (CompactedTopicReader reader = new CompactedTopicReader(client);
                KafkaProducer<String, byte[]> producer = TestRecords.producer(client)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (TopicSpec<?> source : sources) {
                String name = topics.prefix() + source.name().substring(GRANTED_PREFIX.length());
                reader.read(
                        source.name(),
                        record -> sent.add(producer.send(new ProducerRecord<>(name, record.key(), record.value()))));
                if (poison) {
                    sent.add(producer.send(new ProducerRecord<>(name, "poison", new byte[] {1})));
                }
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    private static void grant(List<AclBinding> bindings) {
        AdminResults.get(admin.createAcls(bindings).all());
        await().atMost(TIMEOUT)
                .until(() -> AdminResults.get(
                                admin.describeAcls(AclBindingFilter.ANY).values())
                        .containsAll(bindings));
    }

    private static CommandRun run(String user, String prefix, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--config=" + broker.settingsOf(user));
        arguments.add("--topic-prefix=" + prefix);
        CompletableFuture<CommandRun> run =
                CompletableFuture.supplyAsync(() -> CommandRun.of(arguments.toArray(String[]::new)));
        await().atMost(TIMEOUT).until(run::isDone);
        return run.get();
    }

    private static Settings settings(String user, String prefix) {
        try {
            return Settings.of(Map.of(Settings.TOPIC_PREFIX, prefix), Map.of(), List.of(broker.settingsOf(user)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
