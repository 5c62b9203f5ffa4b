package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.cli.HeatwireCommand;
import dev.heatwire.app.cli.Output;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.PipelineRunner;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.events.contract.Contract;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** From folder to feed on a real broker: the same rules on every kind of broker. */
abstract class PipelineSuite {
    private static final AtomicInteger PIPELINES = new AtomicInteger();
    private static final String CNET = "https://www.cnet.com/news/ibm-to-withdraw-from-the-facial-recognition-market/";
    private static final String CNET_FILE =
            "2020-06-10-ibm-to-withdraw-from-facial-recognition-market-out-of-profiling-fears.md";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** {@code -Dheatwire.idle=60} to look for a minute. */
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("heatwire.idle", 5));

    @TempDir
    private Path folder;

    private final String prefix = "pipeline-" + PIPELINES.incrementAndGet() + "-";
    private final Topics topics = Topics.withPrefix(prefix);

    abstract String bootstrapServers();

    /** Every record of every test is what the schemas and the AsyncAPI document promise. */
    @AfterEach
    void keepsTheContract() {
        Contract contract = new Contract(topics);
        try (CompactedTopicReader reader = reader()) {
            topics.all()
                    .forEach(topic -> reader.read(topic.name(), record -> {
                        assertThat(contract.violations(topic, record))
                                .as("%s, key %s", topic.name(), record.key())
                                .isEmpty();
                    }));
        }
    }

    @Test
    void shouldRankTheSampleSiteAsItsPublisherDid() {
        Run run = run(TestSite.SEEDS);

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.scores())
                .containsExactly("37 -1 false", "39 -1 false", "43 -1 false", "69 -1 false", "89 129 true");
        for (JsonNode article : run.json().get("articles")) {
            for (String score : List.of("quality", "heat", "published")) {
                assertThat(article.get("declared").get(score)).isEqualTo(article.get(score));
            }
        }
        JsonNode first = run.json().get("feeds").get("news").get(0);
        assertThat(first.get("id").stringValue()).isEqualTo(CNET);
        assertThat(first.get("rank").intValue()).isEqualTo(1);
        assertThat(first.get("coverage").size()).isEqualTo(4);
        assertThat(run.json().get("feeds").propertyNames()).containsExactly("news", "news/ai", "news/computer-vision");
        assertThat(run.json().get("rejected").isEmpty()).isTrue();
    }

    @Test
    void shouldRankTheGoodFilesAndNameTheBroken() throws IOException {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        site.addVideoAboutTheCnetStory();
        site.write("articles/broken.md", "---\ntitle: Broken\ntopics:\n\t- AI\n---\n");

        Run run = run(site.root());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_REJECTED);
        // 2 topics, one listed with a keyword; the CNET article now has a fifth covering one
        assertThat(run.scores())
                .containsExactly(
                        "37 -1 false", "39 -1 false", "43 -1 false", "69 -1 false", "69 -1 false", "89 139 true");
        JsonNode rejected = run.json().get("rejected");
        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.get(0).get("file").stringValue()).isEqualTo("articles/broken.md");
        assertThat(rejected.get(0).get("line").intValue()).isEqualTo(4);
        assertThat(rejected.get(0).get("reason").stringValue()).contains("tab");
        assertThat(command("validate", site.root().toString()).text())
                .contains("articles/broken.md:4:1: a tab cannot be used here; indent with spaces")
                .contains("7 articles, 1 file rejected");
        JsonNode status = command("status", "--format=json").json();
        assertThat(status.valueStream().map(file -> file.get("state").stringValue()))
                .containsExactlyInAnyOrder(
                        "published",
                        "published",
                        "published",
                        "published",
                        "published",
                        "published",
                        "published",
                        "published",
                        "published",
                        "rejected");
        assertThat(command("dead-letters", "list").text())
                .contains("articles/broken.md  stage=ingest, line=4, column=1, code=yaml")
                .endsWith("1 letter\n");
        assertThat(command("top", "news", "-n=1").text()).contains("CNET");
        assertThat(command("feeds").text()).isEqualTo("    1  news\n    1  news/ai\n    1  news/computer-vision\n");
        assertThat(command("explain", "what IBM leaves behind").text()).contains("+50  is a video");
        try (CompactedTopicReader reader = reader()) {
            Map<String, String> letters = new HashMap<>();
            reader.read(
                    topics.deadLetters.name(),
                    letter -> letters.put(
                            letter.key(),
                            new String(letter.headers().lastHeader("line").value(), UTF_8)));
            assertThat(letters).isEqualTo(Map.of("articles/broken.md", "4"));
        }
    }

    @Test
    void shouldFollowEveryChangeOfTheFolder() throws Exception {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        try (ShutdownSignal stop = new ShutdownSignal();
                CompactedTopicReader reader = reader()) {
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> follow(site.root(), stop));
            awaitHeat(reader, 129);

            site.replace("providers.yaml", "name: CNET\n  standing: 30", "name: CNET\n  standing: 0");
            awaitHeat(reader, -1);
            eventually().until(() -> reader.readTable(topics.rankedFeed).isEmpty());
            assertThat(ranked(reader).quality()).isEqualTo(59);
            assertThat(ranked(reader).lead()).startsWith("https://www.forbes.com/");

            site.replace("providers.yaml", "name: CNET\n  standing: 0", "name: CNET\n  standing: 30");
            awaitHeat(reader, 129);

            site.addVideoAboutTheCnetStory();
            awaitHeat(reader, 139);
            site.replace("policy.yaml", "perCoverage: 10 ", "perCoverage: 20 ");
            awaitHeat(reader, 189);
            Files.delete(site.article("video.md"));
            awaitHeat(reader, 169);

            Files.delete(site.article(CNET_FILE));
            eventually().until(() -> !reader.readTable(topics.rankedArticles).containsKey(CNET));
            eventually().until(() -> reader.readTable(topics.rankedFeed).isEmpty());

            stop.request();
            following.get();
        }
    }

    @Test
    void shouldWriteNothingAgainAfterARestart() throws IOException {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        run(site.root());
        Map<String, Long> records = recordsPerTopic();

        Files.move(site.article(CNET_FILE), site.article("renamed.md"));
        Run again = run(site.root());

        assertThat(again.scores()).hasSize(5);
        Map<String, Long> after = recordsPerTopic();
        // the ledger alone follows a renamed file: the new name waits in the shadow until the old one is gone for sure
        assertThat(after.remove(topics.fileStates.name())).isEqualTo(records.remove(topics.fileStates.name()) + 3);
        assertThat(after).isEqualTo(records);
        assertThat(after).containsEntry(topics.articles.name(), 5L);
    }

    @Test
    void shouldNotTakeAnotherFolderForAnEditOfTheFirst() throws IOException {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        run(site.root());
        Path other = Files.createDirectories(folder.resolve("other/articles"));
        Files.writeString(
                other.resolve("one.md"),
                "---\ntitle: One\npublishedDateTime: 2020-01-01T00:00:00Z\nwebUrl: https://one.example/\n---\n");

        assertThat(command("ingest", other.getParent().toString(), "--once").exitCode())
                .isEqualTo(ExitCode.FAILED);
        try (CompactedTopicReader reader = reader()) {
            assertThat(reader.readTable(topics.articles)).hasSize(5);
            assertThat(command("ingest", other.getParent().toString(), "--once", "--replace-site")
                            .exitCode())
                    .isEqualTo(ExitCode.DONE);
            assertThat(reader.readTable(topics.articles)).containsOnlyKeys("https://one.example/");
        }
    }

    @Test
    void shouldWriteNothingWhileNothingChanges() throws Exception {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        try (ShutdownSignal stop = new ShutdownSignal();
                CompactedTopicReader reader = reader();
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> follow(site.root(), stop));
            awaitHeat(reader, 129);
            eventually().until(new DrainCheck(admin, reader, topics)::isDrained);
            Map<TopicPartition, Long> ends = ends(admin);

            await().during(IDLE)
                    .atMost(IDLE.plus(TIMEOUT))
                    .until(() -> ends(admin).equals(ends));

            assertThat(ends).hasSizeGreaterThan(topics.all().size());
            stop.request();
            following.get();
        }
    }

    /** Of all topics of this pipeline, those of its stages' stores included. */
    private Map<TopicPartition, Long> ends(Admin admin) {
        List<String> names = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        AdminResults.get(admin.describeTopics(names).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> latest.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminResults.get(admin.listOffsets(latest).all())
                .forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }

    @Test
    void shouldBringUpTheSuccessorInTheTransactionThatTakesTheLeaderOut() throws Exception {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        site.addSecondPlace();
        try (ShutdownSignal stop = new ShutdownSignal();
                CompactedTopicReader reader = reader()) {
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> follow(site.root(), stop));
            String second = FeedEntry.key("news", TestSite.SECOND_PLACE);
            eventually().until(() -> rankOf(second, reader) == 2 && rankOf(FeedEntry.key("news", CNET), reader) == 1);

            Files.delete(site.article(CNET_FILE));
            eventually().until(() -> rankOf(second, reader) == 1);
            stop.request();
            following.get();

            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            reader.read(topics.rankedFeed.name(), record -> {
                if (FeedEntry.feedOf(record.key()).equals("news")) {
                    records.add(record);
                }
            });
            ConsumerRecord<String, byte[]> tombstone = records.get(records.size() - 2);
            ConsumerRecord<String, byte[]> successor = records.get(records.size() - 1);
            assertThat(tombstone.key()).isEqualTo(FeedEntry.key("news", CNET));
            assertThat(tombstone.value()).isNull();
            assertThat(successor.key()).isEqualTo(second);
            // the end of a transaction takes an offset: nothing ends between the two
            assertThat(successor.offset()).isEqualTo(tombstone.offset() + 1);
        }
    }

    private int rankOf(String key, CompactedTopicReader reader) {
        FeedEntry entry = reader.readTable(topics.rankedFeed).get(key);
        return entry == null ? -1 : entry.rank();
    }

    @Test
    void shouldCreateTopicsOnceAndTellInWhatTheyDiffer() {
        assertThat(command("topics", "create", "--partitions=2", "--set=ranked-feed.segment.ms=60000"))
                .returns(ExitCode.DONE, Output::exitCode)
                .extracting(Output::text)
                .isEqualTo(topics.all().stream()
                        .map(topic -> topic.name() + ": created\n")
                        .collect(Collectors.joining()));

        Output again = command("topics", "create", "--partitions=3", "--set=delete.retention.ms=1");

        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(again.text()).contains(topics.rankedFeed.name() + """
                : differs
                  partitions is 2, not 3
                  delete.retention.ms is 604800000, not 1
                  segment.ms is 60000, not 600000
                """);
        assertThat(command("topics", "create", "--partitions=2", "--set=ranked-feed.segment.ms=60000")
                        .text())
                .isEqualTo(topics.all().stream()
                        .map(topic -> topic.name() + ": as it should be\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void shouldNotAcceptAFeedTopicThatForgets() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            TopicAdmin.create(admin, List.of(new NewTopic(topics.rankedFeed.name(), 4, (short) 1)));
        }

        Output output = command("topics", "create");

        assertThat(output.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(output.text()).contains("cleanup.policy is delete, not compact");
    }

    /** The pipeline may not have created its topics yet. */
    private static ConditionFactory eventually() {
        return await().atMost(TIMEOUT).ignoreException(UnknownTopicOrPartitionException.class);
    }

    private void awaitHeat(CompactedTopicReader reader, int heat) {
        eventually().until(() -> {
            RankedArticle cnet = ranked(reader);
            FeedEntry entry = reader.readTable(topics.rankedFeed).get(FeedEntry.key("news", CNET));
            return cnet != null && cnet.heat() == heat && (entry == null ? -1 : entry.heat()) == heat;
        });
    }

    private RankedArticle ranked(CompactedTopicReader reader) {
        return reader.readTable(topics.rankedArticles).get(CNET);
    }

    private static final PipelineRunner.Listener SILENT = new PipelineRunner.Listener() {
        @Override
        public void phase(String description) {}

        @Override
        public void filesRead(int done, int total) {}

        @Override
        public void drained() {}
    };

    private void follow(Path site, ShutdownSignal stop) {
        Settings settings = Settings.of(
                Map.of("topic-prefix", prefix, "bootstrap-servers", bootstrapServers()), Map.of(), List.of());
        try (PipelineRunner follower =
                PipelineRunner.start(site, false, settings, folder.resolve("state"), Clock.systemUTC())) {
            follower.follow(false, stop, SILENT);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Run run(Path site) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = HeatwireCommand.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(
                "run",
                site.toString(),
                "--once",
                "--format=json",
                "--data=" + folder.resolve("data"),
                "--bootstrap-servers=" + bootstrapServers(),
                "--topic-prefix=" + prefix);
        assertThat(err.toString()).isEmpty();
        return new Run(exitCode, Json.MAPPER.readTree(out.toString()));
    }

    /** Another command, against the same topics where it needs any. */
    private Output command(String... words) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        if (!words[0].equals("validate")) {
            arguments.add("--bootstrap-servers=" + bootstrapServers());
            arguments.add("--topic-prefix=" + prefix);
        }
        CommandLine command = HeatwireCommand.commandLine();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments.toArray(new String[0]));
        return new Output(exitCode, out.toString());
    }

    private record Output(int exitCode, String text) {
        JsonNode json() {
            return Json.MAPPER.readTree(text);
        }
    }

    private record Run(int exitCode, JsonNode json) {
        List<String> scores() {
            return json.get("articles")
                    .valueStream()
                    .map(article ->
                            "%s %s %s".formatted(article.get("quality"), article.get("heat"), article.get("published")))
                    .sorted()
                    .toList();
        }
    }

    private CompactedTopicReader reader() {
        return new CompactedTopicReader(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private Map<String, Long> recordsPerTopic() {
        Map<String, Long> records = new TreeMap<>();
        try (CompactedTopicReader reader = reader()) {
            topics.all().forEach(topic -> {
                AtomicInteger count = new AtomicInteger();
                reader.read(topic.name(), any -> count.incrementAndGet());
                records.put(topic.name(), (long) count.get());
            });
        }
        return records;
    }
}
