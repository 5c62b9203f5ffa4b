package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.PipelineRunner;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Topics;
import dev.heatwire.events.contract.Contract;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.Offsets;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.ingest.IngestSources;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rules of the whole pipeline from folder to feed, for every kind of broker. */
abstract class PipelineSuite {
    private static final AtomicInteger PIPELINES = new AtomicInteger();
    private static final String CNET = "https://cnet.com/news/ibm-to-withdraw-from-the-facial-recognition-market";
    private static final String CNET_FILE =
            "2020-06-10-ibm-to-withdraw-from-facial-recognition-market-out-of-profiling-fears.md";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** How long nothing may be written; {@code -Dheatwire.idle=60} for a minute. */
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("heatwire.idle", 5));

    @TempDir
    private Path folder;

    private final String prefix = "pipeline-" + PIPELINES.incrementAndGet() + "-";
    private final Topics topics = Topics.withPrefix(prefix);

    abstract String bootstrapServers();

    /** Every record of every test conforms to the schemas and the AsyncAPI document. */
    @AfterEach
    void requireContract() {
        Contract contract = new Contract(topics);
        try (CompactedTopicReader reader = reader()) {
            topics.contract()
                    .forEach(topic -> reader.read(topic.name(), record -> {
                        assertThat(contract.violations(topic, record))
                                .as("%s, key %s", topic.name(), record.key())
                                .isEmpty();
                    }));
        }
    }

    @Test
    void shouldRankTheSampleSiteAsItsPublisherDid() {
        CommandRun run = run(TestSite.SEEDS);

        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(scores(run.json()))
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

        CommandRun run = run(site.root());

        assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_REJECTED);
        // the video has 2 topics, one of them listed with a keyword; the CNET article gets a fifth covering article
        assertThat(scores(run.json()))
                .containsExactly(
                        "37 -1 false", "39 -1 false", "43 -1 false", "69 -1 false", "69 -1 false", "89 139 true");
        JsonNode rejected = run.json().get("rejected");
        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.get(0).get("file").stringValue()).isEqualTo("articles/broken.md");
        assertThat(rejected.get(0).get("line").intValue()).isEqualTo(4);
        assertThat(rejected.get(0).get("reason").stringValue()).contains("tab");
        assertThat(command("validate", site.root().toString()).out())
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
        assertThat(command("dead-letters", "list").out())
                .contains("articles/broken.md  stage=ingest, line=4, column=1, code=yaml")
                .endsWith("1 dead letter\n");
        assertThat(command("top", "news", "-n=1").out()).contains("CNET");
        assertThat(command("feeds").out()).isEqualTo("    1  news\n    1  news/ai\n    1  news/computer-vision\n");
        assertThat(command("explain", "what IBM leaves behind").out()).contains("+50  is a video");
        try (CompactedTopicReader reader = reader()) {
            Map<String, String> deadLetters = new HashMap<>();
            reader.read(
                    topics.deadLetters.name(),
                    record -> deadLetters.put(
                            record.key(),
                            new String(record.headers().lastHeader("line").value(), UTF_8)));
            assertThat(deadLetters).isEqualTo(Map.of("articles/broken.md", "4"));
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
            assertThat(ranked(reader).lead()).startsWith("https://forbes.com/");

            site.replace("providers.yaml", "name: CNET\n  standing: 0", "name: CNET\n  standing: 30");
            awaitHeat(reader, 129);

            site.addVideoAboutTheCnetStory();
            awaitHeat(reader, 139);
            site.replace("policy.yaml", "perCoverage: 10 ", "perCoverage: 20 ");
            awaitHeat(reader, 189);
            Files.delete(site.article("video.md"));
            awaitHeat(reader, 169);

            String file = "articles/" + CNET_FILE;
            site.replace(file, "category: news", "category: news\neditorial: {boost: 100, note: Featured}");
            awaitHeat(reader, 269);
            site.replace(file, "boost: 100, note: Featured", "hold: true, note: Wait");
            eventually().until(() -> reader.readTable(topics.rankedFeed).isEmpty());
            assertThat(ranked(reader).reasons().published())
                    .isEqualTo("not published, because the editor holds it: Wait");
            site.replace(file, "\neditorial: {hold: true, note: Wait}", "");
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
        Map<String, Integer> records = recordsPerTopic();

        Files.move(site.article(CNET_FILE), site.article("renamed.md"));
        CommandRun again = run(site.root());

        assertThat(scores(again.json())).hasSize(5);
        Map<String, Integer> after = recordsPerTopic();
        // only the file states change: the new name stays shadowed until the old one is certainly gone
        assertThat(after.remove(topics.fileStates.name())).isEqualTo(records.remove(topics.fileStates.name()) + 3);
        assertThat(after).isEqualTo(records);
        assertThat(after).containsEntry(topics.articles.name(), 5);
    }

    @Test
    void shouldRefuseAnotherFolderUnlessItReplacesTheSite() throws IOException {
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
            assertThat(reader.readTable(topics.articles)).containsOnlyKeys("https://one.example");
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

    /** The end offsets of all topics of this pipeline, internal topics included. */
    private Map<TopicPartition, Long> ends(Admin admin) {
        List<String> names = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        return Offsets.ends(admin, names);
    }

    @Test
    void shouldReplaceTheFirstEntryByItsSuccessorInOneRecord() throws Exception {
        TestSite site = TestSite.copyOfSeeds(folder.resolve("site"));
        site.addSecondPlace();
        try (ShutdownSignal stop = new ShutdownSignal();
                CompactedTopicReader reader = reader()) {
            CompletableFuture<Void> following = CompletableFuture.runAsync(() -> follow(site.root(), stop));
            eventually().until(() -> newsIds(reader).equals(List.of(CNET, TestSite.SECOND_PLACE)));

            Files.delete(site.article(CNET_FILE));
            eventually().until(() -> newsIds(reader).equals(List.of(TestSite.SECOND_PLACE)));
            stop.request();
            following.get();

            List<List<String>> records = new ArrayList<>();
            reader.read(topics.rankedFeed.name(), record -> {
                if (record.key().equals("news")) {
                    records.add(
                            ids(topics.rankedFeed.values().deserializer().deserialize(record.topic(), record.value())));
                }
            });
            assertThat(records.subList(records.size() - 2, records.size()))
                    .containsExactly(List.of(CNET, TestSite.SECOND_PLACE), List.of(TestSite.SECOND_PLACE));
        }
    }

    private List<String> newsIds(CompactedTopicReader reader) {
        return ids(reader.readTable(topics.rankedFeed).get("news"));
    }

    private static List<String> ids(RankedFeed feed) {
        return feed == null
                ? List.of()
                : feed.entries().stream().map(FeedEntry::id).toList();
    }

    @Test
    void shouldCreateTopicsOnceAndReportHowTheyDiffer() {
        assertThat(command("topics", "create", "--partitions=2", "--set=ranked-feed.segment.ms=60000"))
                .returns(ExitCode.DONE, CommandRun::exitCode)
                .extracting(CommandRun::out)
                .isEqualTo(topics.all().stream()
                        .map(topic -> topic.name() + ": created\n")
                        .collect(Collectors.joining()));

        CommandRun again = command("topics", "create", "--partitions=3", "--set=delete.retention.ms=1");

        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(again.out()).contains(topics.rankedFeed.name() + """
                : differs
                  partitions is 2, not 3
                  delete.retention.ms is 604800000, not 1
                  segment.ms is 60000, not 600000
                """);
        assertThat(command("topics", "create", "--partitions=2", "--set=ranked-feed.segment.ms=60000")
                        .out())
                .isEqualTo(topics.all().stream()
                        .map(topic -> topic.name() + ": as it should be\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void shouldRefuseAFeedTopicThatIsNotCompacted() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            TopicAdmin.create(admin, List.of(new NewTopic(topics.rankedFeed.name(), 4, (short) 1)));
        }

        CommandRun output = command("topics", "create");

        assertThat(output.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(output.out()).contains("cleanup.policy is delete, not compact");
    }

    /** The pipeline may not have created its topics yet. */
    private static ConditionFactory eventually() {
        return await().atMost(TIMEOUT).ignoreException(UnknownTopicOrPartitionException.class);
    }

    private void awaitHeat(CompactedTopicReader reader, int heat) {
        eventually().until(() -> {
            RankedArticle cnet = ranked(reader);
            RankedFeed news = reader.readTable(topics.rankedFeed).get("news");
            int shown = news == null ? -1 : news.entries().get(0).heat();
            return cnet != null && cnet.heat() == heat && shown == heat;
        });
    }

    private RankedArticle ranked(CompactedTopicReader reader) {
        return reader.readTable(topics.rankedArticles).get(CNET);
    }

    private static final PipelineRunner.Listener NO_PROGRESS = new PipelineRunner.Listener() {
        @Override
        public void phase(String description) {}

        @Override
        public void filesRead(int done, int total) {}

        @Override
        public void drained() {}
    };

    private void follow(Path site, ShutdownSignal stop) {
        Settings settings = Settings.of(
                Map.of("topic-prefix", prefix, "bootstrap-servers", bootstrapServers()),
                Map.of(),
                List.of(configuration()));
        try (PipelineRunner follower = PipelineRunner.start(
                IngestSources.folder(site), settings, folder.resolve("state"), Clock.systemUTC())) {
            follower.follow(false, stop, NO_PROGRESS);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandRun run(Path site) {
        CommandRun run = CommandRun.of(
                "run",
                site.toString(),
                "--once",
                "--format=json",
                "--data=" + folder.resolve("data"),
                "--bootstrap-servers=" + bootstrapServers(),
                "--topic-prefix=" + prefix,
                "--config=" + configuration());
        assertThat(run.err()).isEmpty();
        return run;
    }

    /** Two partitions show the same as the default of four, and need half as many stores. */
    private Path configuration() {
        try {
            return Files.writeString(folder.resolve("heatwire.properties"), "partitions=2");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs another command against the topics of this pipeline. */
    private CommandRun command(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        if (!words[0].equals("validate")) {
            arguments.add("--bootstrap-servers=" + bootstrapServers());
            arguments.add("--topic-prefix=" + prefix);
        }
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<String> scores(JsonNode run) {
        return run.get("articles")
                .valueStream()
                .map(article ->
                        "%s %s %s".formatted(article.get("quality"), article.get("heat"), article.get("published")))
                .sorted()
                .toList();
    }

    private CompactedTopicReader reader() {
        return new CompactedTopicReader(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private Map<String, Integer> recordsPerTopic() {
        Map<String, Integer> records = new TreeMap<>();
        try (CompactedTopicReader reader = reader()) {
            topics.all().forEach(topic -> {
                records.put(topic.name(), TestRecords.count(reader, topic));
            });
        }
        return records;
    }
}
