package dev.heatwire.bench;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
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
 * What each stage costs beside a stage that only copies: the same records, partitions, settings and compression, in one
 * run. The ratios hold from machine to machine; the figures themselves do not.
 */
final class StageBenchmark {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    /** Of the copying rungs, because they are fast; the first round warms up. */
    private static final int ROUNDS = 3;

    private static final double WARM_UP = 0.3;
    /** Of the rung of everything, which is the slowest by far: the table is to be there in a quarter of an hour. */
    private static final int MAX_FILES = 10_000;

    private static final String BASE = "copy, exactly once";

    private final Path folder;
    private final int articles;
    private final Path references;
    private final Table table;
    private final List<Result> rungs = new ArrayList<>();

    StageBenchmark(Path folder, int articles, Path references, Table table) {
        this.folder = folder;
        this.articles = articles;
        this.references = references;
        this.table = table;
    }

    /** @param everything whether to run all stages at once, too */
    void run(boolean everything) throws IOException {
        Path records = folder.resolve("records");
        long bytes = RecordFile.write(records, articles);
        try (BenchCluster lab = BenchCluster.open(folder)) {
            table.head(
                    "%-34s %12s %14s %12s %10s",
                    "%,d articles of %.1f KB".formatted(articles, bytes / 1e3),
                    "articles/s",
                    "per CPU second",
                    "of a copy/s",
                    "of its CPU");
            clients(lab, records);
            stages(lab, records);
            if (everything) {
                everything(lab);
            }
        }
    }

    private void clients(BenchCluster lab, Path records) throws IOException {
        String raw = lab.topic("bench-raw");
        Result produced = lab.client("plain producer", "produce", raw, ROUNDS, records, articles);
        Result consumed = lab.client("plain consumer", "consume", raw, ROUNDS, records, (long) ROUNDS * articles);
        Result base = copy(lab, BASE, "bytes", raw);
        add(produced, base);
        add(consumed, base);
        add(base, base);
        add(copy(lab, "the same, JSON in and out", "json", raw), base);
    }

    private Result copy(BenchCluster lab, String name, String kind, String input) throws IOException {
        String output = lab.topic("bench-copy-" + kind);
        try (JavaProcess program = lab.copy(kind, input, output)) {
            Reading reading = lab.reading(CopyProgram.group(kind), List.of(input));
            return lab.measure(name, program, reading, 1.0 / ROUNDS, (long) ROUNDS * articles);
        }
    }

    /** Each stage alone, on what the one before it has left. */
    private void stages(BenchCluster lab, Path records) throws IOException {
        Topics topics = lab.topics("");
        Path site = folder.resolve("references");
        new SiteGenerator(1).write(site, 0, references);
        publish(lab, site, topics);
        // reference data first, or all articles that came before it would be measured twice
        for (Stage stage : STAGES) {
            try (JavaProcess program = lab.stage(stage, "")) {
                lab.until(List.of(program), lab.reading(stage, topics)::isDone);
            }
        }
        lab.client("fill", "produce", topics.articles.name(), 1, records, articles);
        for (Stage stage : STAGES) {
            try (JavaProcess program = lab.stage(stage, "")) {
                Result rung = lab.measure(stage.name(), program, lab.reading(stage, topics), WARM_UP, articles);
                table.put("resident megabytes", stage.name(), program.residentMegabytes());
                add(rung, base());
            }
        }
    }

    static void publish(BenchCluster lab, Path site, Topics topics) {
        Map<String, String> client = Map.of("bootstrap.servers", lab.address());
        try (Ingest ingest = new Ingest(site, topics, client, IngestSettings.STANDARD, Clock.systemUTC(), false)) {
            ingest.pass(() -> false, (done, of) -> {});
        }
    }

    /** From files to feed, with all stages at once; the first files warm them up. */
    private void everything(BenchCluster lab) throws IOException {
        int files = Math.min(articles, MAX_FILES);
        Topics topics = lab.topics("all-");
        Path site = folder.resolve("site");
        Path waiting = folder.resolve("waiting");
        int first = (int) (files * WARM_UP);
        SiteGenerator generator = new SiteGenerator(1);
        generator.write(site, 0, references);
        Files.createDirectories(site.resolve("articles"));
        generator.writeArticles(waiting.resolve("first"), 0, first);
        generator.writeArticles(waiting.resolve("rest"), first, files);
        List<JavaProcess> programs = new ArrayList<>();
        try {
            for (Stage stage : STAGES) {
                programs.add(lab.stage(stage, "all-"));
            }
            programs.add(lab.heatwire("ingest", "all-", site.toString()));
            move(waiting.resolve("first"), site);
            awaitFeed(lab, programs, topics, first, () -> {});
            BenchCluster.Clock clock = new BenchCluster.Clock(programs);
            move(waiting.resolve("rest"), site);
            awaitFeed(
                    lab,
                    programs,
                    topics,
                    files,
                    () -> add(clock.rung("everything, from %,d files".formatted(files), files - first), base()));
        } finally {
            programs.forEach(JavaProcess::close);
        }
    }

    private static void move(Path files, Path site) throws IOException {
        Files.move(files, site.resolve("articles").resolve(files.getFileName()));
    }

    private static void awaitFeed(
            BenchCluster lab, List<JavaProcess> programs, Topics topics, int articles, Runnable reached)
            throws IOException {
        List<Reading> readings =
                STAGES.stream().map(stage -> lab.reading(stage, topics)).toList();
        lab.untilQuiet(
                programs,
                () -> readings.get(0).end() >= articles && readings.stream().allMatch(Reading::isDone),
                reached);
    }

    private Result base() {
        return rungs.stream()
                .filter(rung -> rung.name().equals(BASE))
                .findFirst()
                .orElseThrow();
    }

    private void add(Result rung, Result base) {
        rungs.add(rung);
        double ofTime = rung.perSecond() / base.perSecond();
        double ofCpu = rung.perCpuSecond() / base.perCpuSecond();
        table.row(
                "%-34s %,12.0f %,14.0f %11.0f%% %9.0f%%  %s",
                rung.name(), rung.perSecond(), rung.perCpuSecond(), 100 * ofTime, 100 * ofCpu, split(rung));
        table.put(
                "ladder",
                rung.name(),
                Map.of(
                        "articlesPerSecond",
                        rung.perSecond(),
                        "articlesPerCpuSecond",
                        rung.perCpuSecond(),
                        "ofCopy",
                        ofTime,
                        "ofCopyCpu",
                        ofCpu));
    }

    /** Which process took how much of the processor time, when there were several. */
    private static String split(Result rung) {
        return rung.cpu().size() == 1
                ? ""
                : rung.cpu().entrySet().stream()
                        .map(entry -> "%s %.0f µs"
                                .formatted(entry.getKey(), 1e6 * Result.seconds(entry.getValue()) / rung.articles()))
                        .sorted()
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
