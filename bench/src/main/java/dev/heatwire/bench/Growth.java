package dev.heatwire.bench;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an article costs each stage when so many are in the state already, how much memory that takes, and how long it
 * takes to restore a state that was lost.
 */
final class Growth {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    private static final int MORE = 5_000;

    private final Path folder;
    private final Path references;
    private final Table table;

    Growth(Path folder, Path references, Table table) {
        this.folder = folder;
        this.references = references;
        this.table = table;
    }

    /** @param sizes in ascending order */
    void run(List<Integer> sizes) throws IOException {
        table.head(
                "%-10s %14s %16s %14s %12s", "stage", "articles held", "µs per article", "resident MB", "restored in");
        try (Lab lab = Lab.open(folder)) {
            Topics topics = lab.topics("");
            Path site = folder.resolve("references");
            new SiteGenerator(1).write(site, 0, references);
            Ladder.publish(lab, site, topics);
            int held = 0;
            for (int size : sizes) {
                fill(lab, topics, held, size);
                for (Stage stage : STAGES) {
                    try (Program program = lab.stage(stage, "")) {
                        lab.until(List.of(program), lab.reading(stage, topics)::isDone);
                    }
                }
                measure(lab, topics, size);
                held = size + MORE;
            }
        }
    }

    /** The stages have read what there was; they start again, warm up, and get some more. */
    private void measure(Lab lab, Topics topics, int size) throws IOException {
        fill(lab, topics, size, size + MORE);
        for (Stage stage : STAGES) {
            Reading reading = lab.reading(stage, topics);
            double before = (double) size / (size + MORE);
            Rung rung;
            long resident;
            try (Program program = lab.stage(stage, "")) {
                rung = lab.measure(stage.name(), program, reading, before + (1 - before) / 2, (long) size + MORE);
                resident = program.residentMegabytes();
            }
            Duration restored = restore(lab, stage);
            double micros = 1e6 / rung.perCpuSecond();
            table.row(
                    "%-10s %,14d %,16.0f %,14d %11.1fs", stage.name(), size, micros, resident, Rung.seconds(restored));
            table.put(
                    "growth",
                    stage.name() + " at " + size,
                    Map.of(
                            "microsPerArticle", micros,
                            "residentMegabytes", resident,
                            "restoreSeconds", Rung.seconds(restored)));
        }
    }

    private void fill(Lab lab, Topics topics, int from, int to) throws IOException {
        Path records = folder.resolve("records-" + to);
        RecordFile.write(records, from, to);
        lab.client("fill", "produce", topics.articles.name(), 1, records, to - from);
        Files.delete(records);
    }

    /** From the start of the process, its state wiped, until it says that it is ready: all is restored. */
    private Duration restore(Lab lab, Stage stage) throws IOException {
        // what tells the instance stays: it is the same one after its state is lost
        Bench.delete(lab.state("").resolve(Path.of(stage.name(), "1", "heatwire-" + stage.name())));
        long start = System.nanoTime();
        try (Program program = lab.stage(stage, "")) {
            lab.until(List.of(program), program::isReady);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
