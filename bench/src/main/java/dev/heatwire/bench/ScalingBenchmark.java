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

/**
 * What an article costs each stage when so many are in the state already, how much memory that takes, and how long it
 * takes to restore a state that was lost.
 */
final class ScalingBenchmark {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    /** At each size the stages start anew and get as many before the measured ones: all are equally warm. */
    private static final int WARM_UP = 10_000;

    private static final int MEASURED = 10_000;
    private static final Duration FOR_AN_ARTICLE = Duration.ofMillis(30);

    private final Path folder;
    private final Path references;
    private final Table table;
    private final Map<String, Long> resident = new HashMap<>();

    ScalingBenchmark(Path folder, Path references, Table table) {
        this.folder = folder;
        this.references = references;
        this.table = table;
    }

    /** @throws IllegalArgumentException when the sizes leave no room between them to warm up and to measure */
    static void check(List<Integer> sizes) {
        int held = 0;
        for (int size : sizes) {
            if (size < held + WARM_UP) {
                throw new IllegalArgumentException(
                        "sizes must begin at %,d, and ascend by %,d or more".formatted(WARM_UP, WARM_UP + MEASURED));
            }
            held = size + MEASURED;
        }
    }

    void run(List<Integer> sizes) throws IOException {
        check(sizes);
        table.head(
                "%-10s %14s %16s %14s %12s", "stage", "articles held", "µs per article", "resident MB", "restored in");
        try (BenchCluster lab = BenchCluster.open(folder)) {
            Topics topics = lab.topics("");
            Path site = folder.resolve("references");
            new SiteGenerator(1).write(site, 0, references);
            StageBenchmark.publish(lab, site, topics);
            int held = 0;
            for (int size : sizes) {
                if (size - WARM_UP > held) {
                    take(lab, topics, held, size - WARM_UP);
                }
                measure(lab, topics, size);
                held = size + MEASURED;
            }
        }
    }

    /** All stages at once, each on what the one before has left so far. */
    private void take(BenchCluster lab, Topics topics, int from, int to) throws IOException {
        List<JavaProcess> programs = start(lab);
        try {
            await(lab, topics, programs, from, to);
        } finally {
            programs.forEach(JavaProcess::close);
        }
    }

    private void measure(BenchCluster lab, Topics topics, int size) throws IOException {
        Map<Stage, Result> rungs = new HashMap<>();
        List<JavaProcess> programs = start(lab);
        try {
            await(lab, topics, programs, size - WARM_UP, size);
            List<BenchCluster.Clock> clocks = programs.stream()
                    .map(program -> new BenchCluster.Clock(List.of(program)))
                    .toList();
            await(lab, topics, programs, size, size + MEASURED);
            for (int i = 0; i < STAGES.size(); i++) {
                Stage stage = STAGES.get(i);
                rungs.put(stage, clocks.get(i).rung(stage.name(), MEASURED));
            }
        } finally {
            programs.forEach(JavaProcess::close);
        }
        for (Stage stage : STAGES) {
            double micros = 1e6 / rungs.get(stage).perCpuSecond();
            double restored = Result.seconds(restore(lab, stage));
            long megabytes = resident.get(stage.name());
            table.row("%-10s %,14d %,16.0f %,14d %11.1fs", stage.name(), size, micros, megabytes, restored);
            table.put(
                    "growth",
                    stage.name() + " at " + size,
                    Map.of("microsPerArticle", micros, "residentMegabytes", megabytes, "restoreSeconds", restored));
        }
    }

    private static List<JavaProcess> start(BenchCluster lab) throws IOException {
        List<JavaProcess> programs = new ArrayList<>();
        try {
            for (Stage stage : STAGES) {
                programs.add(lab.stage(stage, ""));
            }
            return programs;
        } catch (IOException e) {
            programs.forEach(JavaProcess::close);
            throw e;
        }
    }

    /** Until the last stage is through with them; what they hold by then counts when it is the most so far. */
    private void await(BenchCluster lab, Topics topics, List<JavaProcess> programs, int from, int to)
            throws IOException {
        Path records = folder.resolve("records-" + to);
        RecordFile.write(records, from, to);
        lab.client("fill", "produce", topics.articles.name(), 1, records, to - from);
        Files.delete(records);
        for (Stage stage : STAGES) {
            lab.until(programs, FOR_AN_ARTICLE.multipliedBy(to - from), lab.reading(stage, topics)::isDone);
        }
        for (JavaProcess program : programs) {
            resident.merge(program.name(), program.residentMegabytes(), Math::max);
        }
    }

    /** From the start of the process, its state wiped, until it says that it is ready: all is restored. */
    private Duration restore(BenchCluster lab, Stage stage) throws IOException {
        // what tells the instance stays: it is the same one after its state is lost
        Bench.delete(lab.state("").resolve(Path.of(stage.name(), "1", "heatwire-" + stage.name())));
        long start = System.nanoTime();
        try (JavaProcess program = lab.stage(stage, "")) {
            lab.until(List.of(program), program::isReady);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
