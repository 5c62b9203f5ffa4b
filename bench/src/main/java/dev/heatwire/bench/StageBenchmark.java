package dev.heatwire.bench;

import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The throughput of each stage relative to a stage that only copies, with the same records, partitions, settings and
 * compression. Ratios can be compared between machines; absolute figures cannot.
 */
final class StageBenchmark {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    /** Rounds of the copying programs, which are fast; the first is warm-up. */
    private static final int ROUNDS = 3;

    private static final double WARM_UP_SHARE = 0.3;
    /** The most files for the whole pipeline, which is slowest: the table must be complete within 15 minutes. */
    private static final int MAX_FILES = 10_000;

    private static final String BASE = "copy, exactly once";

    private final Path folder;
    private final int articles;
    private final Path references;
    private final Table table;
    private final List<Result> results = new ArrayList<>();

    StageBenchmark(Path folder, int articles, Path references, Table table) {
        this.folder = folder;
        this.articles = articles;
        this.references = references;
        this.table = table;
    }

    /** @param everything whether to measure the whole pipeline, too */
    void run(boolean everything) throws IOException {
        Path records = folder.resolve("records");
        long bytes = RecordFile.write(records, articles);
        try (BenchCluster cluster = BenchCluster.open(folder)) {
            table.head(
                    "%-34s %12s %14s %12s %10s",
                    "%,d articles of %.1f KB".formatted(articles, bytes / 1e3),
                    "articles/s",
                    "per CPU second",
                    "of a copy/s",
                    "of its CPU");
            clients(cluster, records);
            stages(cluster, records);
            if (everything) {
                everything(cluster);
            }
        }
    }

    private void clients(BenchCluster cluster, Path records) throws IOException {
        String raw = cluster.topic("bench-raw");
        Result produced = cluster.client("plain producer", "produce", raw, ROUNDS, records, articles);
        Result consumed = cluster.client("plain consumer", "consume", raw, ROUNDS, records, (long) ROUNDS * articles);
        Result base = copy(cluster, BASE, "bytes", raw);
        add(produced, base);
        add(consumed, base);
        add(base, base);
        add(copy(cluster, "the same, JSON in and out", "json", raw), base);
    }

    private Result copy(BenchCluster cluster, String name, String kind, String input) throws IOException {
        String output = cluster.topic("bench-copy-" + kind);
        try (JavaProcess process = cluster.copy(kind, input, output)) {
            GroupProgress progress = cluster.progress(CopyProgram.group(kind), List.of(input));
            return cluster.measure(name, process, progress, 1.0 / ROUNDS, (long) ROUNDS * articles);
        }
    }

    /** Measures each stage alone, on the output of the stage before it. */
    private void stages(BenchCluster cluster, Path records) throws IOException {
        Topics topics = cluster.topics("");
        Path site = folder.resolve("references");
        new SiteGenerator(1).write(site, 0, references);
        publish(cluster, site, topics);
        // reference data first, because a change of it would process earlier articles again
        for (Stage stage : STAGES) {
            try (JavaProcess process = cluster.stage(stage, "")) {
                cluster.await(List.of(process), cluster.progress(stage, topics)::isDone);
            }
        }
        cluster.client("fill", "produce", topics.articles.name(), 1, records, articles);
        for (Stage stage : STAGES) {
            try (JavaProcess process = cluster.stage(stage, "")) {
                Result result = cluster.measure(
                        stage.name(), process, cluster.progress(stage, topics), WARM_UP_SHARE, articles);
                table.put("resident megabytes", stage.name(), process.residentMegabytes());
                add(result, base());
            }
        }
        relate(cluster, topics);
    }

    /** Measures step 2 of rank alone, because it runs in one task, however many instances there are. */
    private void relate(BenchCluster cluster, Topics from) throws IOException {
        Path records = folder.resolve("story-articles");
        int count = RecordFile.copy(cluster.address(), from.storyArticles, records);
        Topics topics = cluster.topics("relate-");
        cluster.client("fill", "produce", topics.storyArticles.name(), 1, records, count);
        GroupProgress progress = cluster.progress(
                StageRunner.applicationId(RankStage.STAGE, topics),
                List.of(topics.storyArticles.name(), topics.storyRelations.name()));
        try (JavaProcess process = cluster.stage(RankStage.STAGE, topics.prefix())) {
            add(cluster.measure("relate alone, step 2 of rank", process, progress, WARM_UP_SHARE, count), base());
        }
    }

    static void publish(BenchCluster cluster, Path site, Topics topics) {
        Map<String, String> client = Map.of("bootstrap.servers", cluster.address());
        try (Ingest ingest =
                new Ingest(IngestSources.folder(site), topics, client, IngestSettings.STANDARD, Clock.systemUTC())) {
            ingest.pass(() -> false, (done, of) -> {});
        }
    }

    /** Measures the whole pipeline from files to feed; the first files are warm-up. */
    private void everything(BenchCluster cluster) throws IOException {
        int files = Math.min(articles, MAX_FILES);
        Topics topics = cluster.topics("all-");
        Path site = folder.resolve("site");
        Path waiting = folder.resolve("waiting");
        int first = (int) (files * WARM_UP_SHARE);
        SiteGenerator generator = new SiteGenerator(1);
        generator.write(site, 0, references);
        Files.createDirectories(site.resolve("articles"));
        generator.writeArticles(waiting.resolve("first"), 0, first);
        generator.writeArticles(waiting.resolve("rest"), first, files);
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (Stage stage : STAGES) {
                processes.add(cluster.stage(stage, "all-"));
            }
            processes.add(cluster.heatwire("ingest", "all-", site.toString()));
            move(waiting.resolve("first"), site);
            awaitFeed(cluster, processes, topics, first, () -> {});
            BenchCluster.Stopwatch stopwatch = new BenchCluster.Stopwatch(processes);
            move(waiting.resolve("rest"), site);
            awaitFeed(
                    cluster,
                    processes,
                    topics,
                    files,
                    () -> add(stopwatch.result("everything, from %,d files".formatted(files), files - first), base()));
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private static void move(Path files, Path site) throws IOException {
        Files.move(files, site.resolve("articles").resolve(files.getFileName()));
    }

    private static void awaitFeed(
            BenchCluster cluster, List<JavaProcess> processes, Topics topics, int articles, Runnable reached)
            throws IOException {
        List<GroupProgress> progresses =
                STAGES.stream().map(stage -> cluster.progress(stage, topics)).toList();
        cluster.awaitStable(
                processes,
                () -> progresses.get(0).end() >= articles && progresses.stream().allMatch(GroupProgress::isDone),
                reached);
    }

    private Result base() {
        return results.stream()
                .filter(result -> result.name().equals(BASE))
                .findFirst()
                .orElseThrow();
    }

    private void add(Result result, Result base) {
        results.add(result);
        double ofTime = result.perSecond() / base.perSecond();
        double ofCpu = result.perCpuSecond() / base.perCpuSecond();
        table.row(
                "%-34s %,12.0f %,14.0f %11.0f%% %9.0f%%  %s",
                result.name(), result.perSecond(), result.perCpuSecond(), 100 * ofTime, 100 * ofCpu, split(result));
        table.put(
                "ladder",
                result.name(),
                Map.of(
                        "articlesPerSecond",
                        result.perSecond(),
                        "articlesPerCpuSecond",
                        result.perCpuSecond(),
                        "ofCopy",
                        ofTime,
                        "ofCopyCpu",
                        ofCpu));
    }

    /** Which process took how much of the processor time, when there were several. */
    private static String split(Result result) {
        return result.cpu().size() == 1
                ? ""
                : result.cpu().entrySet().stream()
                        .map(entry -> "%s %.0f µs"
                                .formatted(entry.getKey(), 1e6 * Result.seconds(entry.getValue()) / result.articles()))
                        .sorted()
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
