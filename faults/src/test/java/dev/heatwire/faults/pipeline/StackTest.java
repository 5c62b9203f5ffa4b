package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heatwire.app.admin.ConsumerLag;
import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.report.FeedSnapshot;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.Offsets;
import dev.heatwire.rank.RankStage;
import dev.heatwire.streams.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The compose file as users run it: one stack for all tests, which run in order. Skipped without Docker unless
 * {@code HEATWIRE_REQUIRE_DOCKER=true}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("full")
class StackTest {
    private static final List<String> STAGES = List.of("ingest", "enrich", "rank", "sink");
    private static final List<String> SERVICES = List.of("kafka", "ingest", "enrich", "rank", "sink");
    /** The services in the order in which they are killed while they process articles. */
    private static final List<String> KILLED = List.of("ingest", "kafka", "enrich", "rank", "sink");

    private static final int FILES = 5_000;
    private static final Duration HEALTHY_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOPPED_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DONE_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    @TempDir
    private static Path folder;

    private static final Topics TOPICS = Topics.withPrefix("");

    private static TestSite site;
    private static ComposeStack compose;
    private static String kafka;
    private static Admin admin;
    private static CompactedTopicReader reader;

    @BeforeAll
    static void bringUp() throws Exception {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_DOCKER"));
        assumeTrue(required || ComposeStack.isAvailable(), "Docker or Compose is not available");
        site = TestSite.copyOfSeeds(folder.resolve("site"));
        int port = EmbeddedBroker.freePort();
        kafka = "localhost:" + port;
        compose = new ComposeStack(
                "heatwire-test-" + port,
                Map.of(
                        "HEATWIRE_BROKER_PORT", Integer.toString(port),
                        "HEATWIRE_SITE", site.root().toString(),
                        "HEATWIRE_LOG_FORMAT", "json"));
        compose.run("up", "--detach", "--build");
        Map<String, String> client = Map.of("bootstrap.servers", kafka);
        admin = Admin.create(new HashMap<>(client));
        reader = new CompactedTopicReader(client);
    }

    @AfterAll
    static void takeDown() throws Exception {
        if (reader != null) {
            reader.close();
            admin.close();
        }
        if (compose != null) {
            compose.run("down", "--volumes");
        }
    }

    @Test
    @Order(1)
    void shouldBeHealthyAndServeTheSampleFeed() throws Exception {
        awaitHealthy(HEALTHY_TIMEOUT);
        awaitDrained();

        JsonNode top = Json.MAPPER.readTree(compose.run("exec", "-T", "sink", "heatwire", "top", "--format", "json"));

        assertThat(top.get(0).get("rank").intValue()).isEqualTo(1);
        assertThat(top.get(0).get("provider").get("name").stringValue()).isEqualTo("CNET");
        assertThat(compose.inspect("topics", "{{.State.ExitCode}}")).isEqualTo("0");
        for (String stage : STAGES) {
            assertThat(compose.inspect(
                            stage, "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                    .isEqualTo("10001:10001 true [ALL]");
        }
    }

    @Test
    @Order(2)
    void shouldExposeMetricsToPrometheus() throws Exception {
        String metrics = compose.run(
                "exec",
                "-T",
                "sink",
                "bash",
                "-c",
                "exec 3<>/dev/tcp/ingest/8080; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3;"
                        + "exec 3<>/dev/tcp/rank/8080; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3;"
                        + "exec 3<>/dev/tcp/sink/8080; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3");

        assertThat(metrics)
                .contains("heatwire_files{stage=\"ingest\",state=\"published\"} 8.0")
                .contains("heatwire_articles_total{stage=\"ingest\"} 5.0")
                .contains("heatwire_rejects_total{stage=\"ingest\"} 0.0")
                .containsPattern("heatwire_articles_total\\{stage=\"rank\"} [1-9]")
                .contains("heatwire_feed_entries{feed=\"news\",stage=\"sink\"} 1.0")
                .containsPattern("heatwire_publish_to_feed_seconds_max\\{stage=\"sink\"} [0-9]")
                .containsPattern("heatwire_lag_records\\{.*topic=\"ranked-articles\"} ")
                .contains("kafka_stream_thread_commit_total{")
                .contains("kafka_consumer_fetch_manager_records_consumed_total{");
    }

    @Test
    @Order(3)
    void shouldShowANewFileWithinSeconds() {
        site.addVideoAboutTheCnetStory();

        await().atMost(Duration.ofSeconds(5))
                .pollInterval(POLL_INTERVAL)
                .until(() -> reader.readTable(TOPICS.rankedFeed).values().stream()
                        .flatMap(feed -> feed.entries().stream())
                        .anyMatch(entry -> entry.coverageCount() == 5));
    }

    @Test
    @Order(4)
    void shouldReachTheSameFeedAfterAReset() throws Exception {
        awaitDrained();
        FeedSnapshot before = FeedSnapshot.read(reader, TOPICS);
        compose.run("stop", "enrich", "rank", "sink");

        for (String stage : List.of("enrich", "rank", "sink")) {
            assertThat(compose.run("run", "--rm", "-T", "--no-deps", stage, "reset", stage))
                    .contains("/var/lib/heatwire/" + stage + "/1/heatwire-" + stage + ": deleted")
                    .contains("heatwire-" + stage + ": deleted");
        }

        compose.run("up", "--detach");
        awaitHealthy(HEALTHY_TIMEOUT);
        awaitDrained();
        FeedSnapshot after = FeedSnapshot.read(reader, TOPICS);
        assertThat(after.articles()).isEqualTo(before.articles());
        assertThat(entries(after)).isEqualTo(entries(before));
        assertThat(entryTimes(after)).isEqualTo(entryTimes(before));
    }

    @Test
    @Order(5)
    void shouldReachTheSameFeedAlthoughStagesAndBrokerAreKilled() throws Exception {
        GeneratedArticles.write(site, FILES);

        for (int moment = 1; moment <= KILLED.size(); moment++) {
            int files = moment * FILES / (KILLED.size() + 2);
            await().atMost(DONE_TIMEOUT)
                    .pollInterval(POLL_INTERVAL)
                    .until(() -> reader.readTable(TOPICS.fileStates).size() >= files);
            kill(KILLED.get(moment - 1));
        }
        await().atMost(DONE_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .until(() -> reader.readTable(TOPICS.fileStates).size() == FILES + 9);
        awaitDrained();

        assertThat(compose.run("logs", "--no-color", "kafka")).contains("the broker is fenced");
        assertThat(compose.run("exec", "-T", "ingest", "heatwire", "topics", "repair"))
                .contains("nothing to repair");
        FeedSnapshot afterKills = FeedSnapshot.read(reader, TOPICS);
        assertThat(afterKills.articles()).hasSize(FILES + 6);
        FeedSnapshot withoutKills = runWithoutKills();
        assertThat(afterKills.articles()).isEqualTo(withoutKills.articles());
        assertThat(entries(afterKills)).isEqualTo(entries(withoutKills));
        assertNothingPublishedTwice();
    }

    @Test
    @Order(6)
    void shouldShareTheWorkWhenScaled() throws Exception {
        FeedSnapshot before = FeedSnapshot.read(reader, TOPICS);

        compose.run("up", "--detach", "--scale", "rank=2", "--scale", "enrich=2");

        for (Stage stage : List.of(EnrichStage.STAGE, RankStage.STAGE)) {
            await().atMost(HEALTHY_TIMEOUT)
                    .pollInterval(POLL_INTERVAL)
                    .until(() -> assignmentsOf(stage).size() == 2);
        }
        awaitHealthy(HEALTHY_TIMEOUT);
        site.write("articles/later.md", GeneratedArticles.article(FILES));
        await().atMost(HEALTHY_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .until(() -> reader.readTable(TOPICS.rankedArticles).size()
                        == before.articles().size() + 1);
        Files.delete(site.article("later.md"));
        await().atMost(HEALTHY_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .until(() -> reader.readTable(TOPICS.rankedArticles).size()
                        == before.articles().size());
        awaitDrained();
        assertThat(entries(FeedSnapshot.read(reader, TOPICS))).isEqualTo(entries(before));
    }

    @Test
    @Order(7)
    void shouldStopCleanlyAndContinueWithoutPublishingAgain() throws Exception {
        Map<TopicPartition, Long> before = ends();

        Instant start = Instant.now();
        compose.run(Stream.concat(Stream.of("stop"), STAGES.stream()).toArray(String[]::new));

        assertThat(Duration.between(start, Instant.now())).isLessThan(STOPPED_TIMEOUT);
        for (String stage : STAGES) {
            assertThat(compose.inspect(stage, "{{.State.ExitCode}}")).as(stage).isEqualTo("0");
        }
        compose.run("stop");
        compose.run("up", "--detach");
        awaitHealthy(HEALTHY_TIMEOUT);
        awaitDrained();
        assertThat(ends()).isEqualTo(before);
    }

    @Test
    @Order(8)
    void shouldLogJsonWithoutTextOfArticles() throws Exception {
        for (String stage : STAGES) {
            String log = compose.run("logs", "--no-color", stage);

            List<String> lines = log.lines().filter(line -> line.contains("{")).toList();
            assertThat(lines).as(stage).isNotEmpty().allSatisfy(line -> {
                JsonNode entry = Json.MAPPER.readTree(line.substring(line.indexOf('{')));
                assertThat(entry.get("level").stringValue()).isIn("INFO", "WARN", "ERROR");
                assertThat(entry.get("formattedMessage").stringValue()).isNotEmpty();
            });
            assertThat(log).as(stage).doesNotContain("recognition").doesNotContain("IBM");
        }
    }

    /** Kills a service while it has lag, and waits until Docker has restarted it. */
    private static void kill(String service) throws Exception {
        if (Pipeline.STAGES.stream().anyMatch(stage -> stage.name().equals(service))) {
            await().atMost(DONE_TIMEOUT).pollInterval(POLL_INTERVAL).until(() -> lagOf(service) > 0);
        }
        int before = Integer.parseInt(compose.inspect(service, "{{.RestartCount}}"));
        compose.crash(service);
        await().atMost(HEALTHY_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .until(() -> compose.inspect(service, "{{.RestartCount}} {{.State.Running}}")
                        .equals((before + 1) + " true"));
    }

    private static long lagOf(String service) {
        Stage stage = Pipeline.STAGES.stream()
                .filter(candidate -> candidate.name().equals(service))
                .findFirst()
                .orElseThrow();
        TopicSpec<?> input = stage.reads().apply(TOPICS).get(0);
        return ConsumerLag.of(admin, StageRunner.applicationId(stage, TOPICS), partitionsOf(input)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The partitions of each member of the stage's group; members without partitions are left out. */
    private static Set<Set<TopicPartition>> assignmentsOf(Stage stage) {
        String group = StageRunner.applicationId(stage, TOPICS);
        Set<Set<TopicPartition>> assignments = new HashSet<>();
        for (MemberDescription member : AdminResults.get(
                        admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()) {
            if (!member.assignment().topicPartitions().isEmpty()) {
                assignments.add(member.assignment().topicPartitions());
            }
        }
        return assignments;
    }

    private static FeedSnapshot runWithoutKills() {
        CommandRun run = CommandRun.of(
                "run",
                site.root().toString(),
                "--once",
                "--bootstrap-servers=" + kafka,
                "--topic-prefix=without-kills-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        return FeedSnapshot.read(reader, Topics.withPrefix("without-kills-"));
    }

    private static void assertNothingPublishedTwice() {
        Map<String, Integer> times = new HashMap<>();
        reader.read(TOPICS.articles.name(), record -> times.merge(record.key(), 1, Integer::sum));
        assertThat(times).hasSize(FILES + 6);
        assertThat(times.values()).containsOnly(1);
    }

    private static Map<TopicPartition, Long> ends() {
        return Offsets.ends(
                admin, List.of(TOPICS.articles.name(), TOPICS.enrichedArticles.name(), TOPICS.rankedArticles.name()));
    }

    private static List<TopicPartition> partitionsOf(TopicSpec<?> topic) {
        return Stream.iterate(0, number -> number + 1)
                .limit(TopicAdmin.partitionsOf(admin, topic))
                .map(number -> new TopicPartition(topic.name(), number))
                .toList();
    }

    private static void awaitHealthy(Duration timeout) {
        await().atMost(timeout).pollInterval(POLL_INTERVAL).untilAsserted(() -> {
            for (String service : SERVICES) {
                for (String container : compose.containersOf(service)) {
                    assertThat(ComposeStack.docker("inspect", "--format", "{{.State.Health.Status}}", container)
                                    .strip())
                            .as(service)
                            .isEqualTo("healthy");
                }
            }
        });
    }

    private static void awaitDrained() {
        DrainCheck drainCheck = new DrainCheck(admin, reader, TOPICS);
        await().atMost(DONE_TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .ignoreExceptions()
                .until(drainCheck::isDrained);
    }

    /** The entries of each feed without the time at which they entered, which differs from run to run. */
    private static Map<String, List<Instant>> entryTimes(FeedSnapshot snapshot) {
        Map<String, List<Instant>> times = new TreeMap<>();
        snapshot.feeds()
                .forEach((feed, inOrder) -> times.put(
                        feed, inOrder.stream().map(FeedEntry::enteredDateTime).toList()));
        return times;
    }

    private static Map<String, List<String>> entries(FeedSnapshot snapshot) {
        Map<String, List<String>> entries = new TreeMap<>();
        snapshot.feeds()
                .forEach((feed, inOrder) -> entries.put(
                        feed,
                        inOrder.stream()
                                .map(entry -> "%d %s %d %d %s %d"
                                        .formatted(
                                                entry.rank(),
                                                entry.id(),
                                                entry.heat(),
                                                entry.quality(),
                                                entry.score(),
                                                entry.coverageCount()))
                                .toList()));
        return entries;
    }
}
