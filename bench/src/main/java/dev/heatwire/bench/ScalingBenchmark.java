package dev.heatwire.bench;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The cost of an article in each stage, its memory, and the time to restore its state, by the number of articles in the
 * state.
 */
final class ScalingBenchmark {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    /** At each size the stages are restarted and warmed up, so that all sizes are equally warm. */
    private static final int WARM_UP_ARTICLES = 10_000;

    private static final int MEASURED_ARTICLES = 10_000;
    private static final Duration TIMEOUT_PER_ARTICLE = Duration.ofMillis(30);

    private final Path folder;
    private final Path references;
    private final Table table;
    private final Map<String, Long> residentMegabytes = new HashMap<>();

    ScalingBenchmark(Path folder, Path references, Table table) {
        this.folder = folder;
        this.references = references;
        this.table = table;
    }

    /** @throws IllegalArgumentException if sizes are too close to each other to warm up and to measure in between */
    static void check(List<Integer> sizes) {
        int held = 0;
        for (int size : sizes) {
            if (size < held + WARM_UP_ARTICLES) {
                throw new IllegalArgumentException(
                        "the first size must be at least %,d, and each further one %,d larger"
                                .formatted(WARM_UP_ARTICLES, WARM_UP_ARTICLES + MEASURED_ARTICLES));
            }
            held = size + MEASURED_ARTICLES;
        }
    }

    void run(List<Integer> sizes) throws IOException {
        check(sizes);
        table.head(
                "%-10s %14s %16s %14s %12s", "stage", "articles held", "µs per article", "resident MB", "restore time");
        try (BenchCluster cluster = BenchCluster.open(folder)) {
            Topics topics = cluster.topics("");
            Path site = folder.resolve("references");
            new SiteGenerator(1).write(site, 0, references);
            StageBenchmark.publish(cluster, site, topics);
            int held = 0;
            for (int size : sizes) {
                if (size - WARM_UP_ARTICLES > held) {
                    load(cluster, topics, held, size - WARM_UP_ARTICLES);
                }
                measure(cluster, topics, size);
                held = size + MEASURED_ARTICLES;
            }
        }
    }

    /** Runs all stages until they have processed these articles. */
    private void load(BenchCluster cluster, Topics topics, int from, int to) throws IOException {
        List<JavaProcess> processes = start(cluster);
        try {
            await(cluster, topics, processes, from, to);
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private void measure(BenchCluster cluster, Topics topics, int size) throws IOException {
        Map<Stage, Result> results = new HashMap<>();
        List<JavaProcess> processes = start(cluster);
        try {
            await(cluster, topics, processes, size - WARM_UP_ARTICLES, size);
            List<BenchCluster.Stopwatch> stopwatches = processes.stream()
                    .map(process -> new BenchCluster.Stopwatch(List.of(process)))
                    .toList();
            await(cluster, topics, processes, size, size + MEASURED_ARTICLES);
            for (int i = 0; i < STAGES.size(); i++) {
                Stage stage = STAGES.get(i);
                results.put(stage, stopwatches.get(i).result(stage.name(), MEASURED_ARTICLES));
            }
        } finally {
            processes.forEach(JavaProcess::close);
        }
        for (Stage stage : STAGES) {
            double microseconds = 1e6 / results.get(stage).perCpuSecond();
            double restoreSeconds = Result.seconds(restore(cluster, stage));
            long megabytes = residentMegabytes.get(stage.name());
            table.row("%-10s %,14d %,16.0f %,14d %11.1fs", stage.name(), size, microseconds, megabytes, restoreSeconds);
            table.put(
                    "growth",
                    stage.name() + " at " + size,
                    Map.of(
                            "microsPerArticle",
                            microseconds,
                            "residentMegabytes",
                            megabytes,
                            "restoreSeconds",
                            restoreSeconds));
        }
    }

    private static List<JavaProcess> start(BenchCluster cluster) throws IOException {
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (Stage stage : STAGES) {
                processes.add(cluster.stage(stage, ""));
            }
            return processes;
        } catch (IOException e) {
            processes.forEach(JavaProcess::close);
            throw e;
        }
    }

    /** Sends articles, waits until all stages have processed them, and records the maximum of resident memory. */
    private void await(BenchCluster cluster, Topics topics, List<JavaProcess> processes, int from, int to)
            throws IOException {
        Path records = folder.resolve("records-" + to);
        RecordFile.write(records, from, to);
        cluster.client("fill", "produce", topics.articles.name(), 1, records, to - from);
        Files.delete(records);
        for (Stage stage : STAGES) {
            cluster.await(
                    processes, TIMEOUT_PER_ARTICLE.multipliedBy(to - from), cluster.progress(stage, topics)::isDone);
        }
        for (JavaProcess process : processes) {
            residentMegabytes.merge(process.name(), process.residentMegabytes(), Math::max);
        }
    }

    /** Measures from the start of a stage without state until it reports that its state is restored. */
    private Duration restore(BenchCluster cluster, Stage stage) throws IOException {
        // keeps the instance id, so that the group does not wait for the session of the old member
        Utils.delete(cluster.state("")
                .resolve(Path.of(stage.name(), "1", "heatwire-" + stage.name()))
                .toFile());
        long start = System.nanoTime();
        try (JavaProcess process = cluster.stage(stage, "")) {
            cluster.await(List.of(process), process::isReady);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
