package dev.heatwire.bench;

import dev.heatwire.events.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code bench/run NAME [OPTIONS]}: runs a benchmark and prints a table of its results. */
public final class Bench {
    private static final int DEFAULT_FILES = 20_000;
    private static final int DEFAULT_ARTICLES = 100_000;
    private static final int RECORDS_FILES = 10_000;

    private static final Map<String, List<String>> OPTIONS = Map.of(
            "parser", List.of(),
            "ingest", List.of("files", "json"),
            "ladder", List.of("articles", "stages", "json"),
            "latency", List.of("rates", "seconds", "json"),
            "growth", List.of("sizes", "json"),
            "serve", List.of("clients", "rate", "seconds", "json"),
            "records", List.of("files", "json"),
            "gate", List.of("write"));

    private Bench() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        Options options;
        try {
            if (arguments.length > 1 && arguments[0].equals("stories")) {
                stories(List.of(arguments).subList(1, arguments.length), System.out);
                return;
            }
            options = Options.of(arguments, OPTIONS);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("""
                    usage: bench/run parser
                           bench/run ingest [--files N] [--json FILE]
                           bench/run ladder [--articles N] [--stages only] [--json FILE]
                           bench/run latency [--rates N,...] [--seconds N] [--json FILE]
                           bench/run growth [--sizes N,...] [--json FILE]
                           bench/run serve [--clients N] [--rate N] [--seconds N] [--json FILE]
                           bench/run records [--files N] [--json FILE]
                           bench/run stories FILE...
                           bench/run gate [--write FILE]""");
            System.exit(2);
            return;
        }
        switch (arguments[0]) {
            case "gate" -> {
                if (!gate(options, System.out)) {
                    System.exit(1);
                }
            }
            case "serve" -> ServeBenchmark.run(options, references(), System.out);
            case "parser" -> parser(System.out);
            default -> measure(options, arguments[0], System.out, measurement(options, arguments[0]));
        }
    }

    private static Measurement measurement(Options options, String name) {
        return switch (name) {
            case "ladder" -> (folder, table) -> ladder(options, folder, table);
            case "latency" -> (folder, table) -> latency(options, folder, table);
            case "growth" ->
                (folder, table) ->
                        new ScalingBenchmark(folder, references(), table).run(options.numbers("sizes", "10000,100000"));
            case "records" -> (folder, table) -> countRecords(folder, options.number("files", RECORDS_FILES), table);
            case "ingest" ->
                (folder, table) ->
                        new IngestBenchmark(folder, options.number("files", DEFAULT_FILES), table).run(references());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void parser(PrintStream out) throws RunnerException {
        Map<String, Double> rates = new TreeMap<>();
        var options = new OptionsBuilder()
                .include(ParserBenchmark.class.getName() + ".*")
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            rates.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        double snakeYaml = rates.get("safeConstructor");
        out.printf(
                "%-34s %12s %10s %10s%n",
                "files of %.1f KB".formatted(ParserBenchmark.meanBytes() / 1_000), "files/s", "MB/s", "of SnakeYAML");
        rates.forEach((name, rate) -> out.printf(
                "%-34s %,12.0f %10.1f %9.2fx%n",
                name, rate, rate * ParserBenchmark.meanBytes() / 1e6, rate / snakeYaml));
    }

    /** Measures something in a folder of its own. */
    @FunctionalInterface
    private interface Measurement {
        void run(Path folder, Table table) throws IOException;
    }

    /** Prints the table of a measurement, and writes it to the file of {@code --json}. */
    private static void measure(Options options, String name, PrintStream out, Measurement measurement)
            throws IOException {
        Path folder = Files.createTempDirectory("heatwire-bench");
        Table table = new Table(out);
        try {
            measurement.run(folder, table);
        } finally {
            Utils.delete(folder.toFile());
        }
        table.write(options.file("json", "bench/target/" + name + ".json"));
    }

    private static void ladder(Options options, Path folder, Table table) throws IOException {
        new StageBenchmark(folder, options.number("articles", DEFAULT_ARTICLES), references(), table)
                .run(!options.values().containsKey("stages"));
    }

    private static void latency(Options options, Path folder, Table table) throws IOException {
        Duration time = Duration.ofSeconds(options.number("seconds", 30));
        new LatencyBenchmark(folder, references()).run(options.numbers("rates", "50"), time, table);
    }

    /** @return whether no part has become slower, and an article costs no more records than promised */
    private static boolean gate(Options options, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("heatwire-bench");
        try {
            Map<String, Double> measured = new RegressionCheck(folder).measure();
            if (options.values().containsKey("write")) {
                Files.write(
                        options.file("write", ""),
                        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(measured));
                return true;
            }
            boolean holds =
                    RegressionCheck.holds(measured, Path.of(System.getProperty("heatwire.ratios")), new Table(out));
            if (!holds) {
                out.println("a part is more than 25 % slower than bench/ratios.json says; to accept that: "
                        + "bench/run gate --write bench/ratios.json");
            }
            double records = RecordsBenchmark.sum(
                    new RecordsBenchmark(Files.createDirectory(folder.resolve("pipeline")), references())
                            .run(RECORDS_FILES));
            out.printf("%.2f records for each article; at most %d%n", records, RecordsBenchmark.MAX_RECORDS);
            return holds && records <= RecordsBenchmark.MAX_RECORDS;
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private static void countRecords(Path folder, int files, Table table) throws IOException {
        Map<String, Double> counts = new RecordsBenchmark(folder, references()).run(files);
        double sum = RecordsBenchmark.sum(counts);
        table.head("%-60s %10s", "topic", "records");
        counts.forEach((topic, count) -> {
            table.row("%-60s %10.2f", topic, count);
            table.put("records", topic, count);
        });
        table.row("%-60s %10.2f", "for each of %,d articles".formatted(files), sum);
        table.put("records", "sum", sum);
    }

    private static void stories(List<String> files, PrintStream out) throws IOException {
        Table table = new Table(out);
        table.head("%-40s %9s %8s %7s %7s %7s %12s", "file", "articles", "stories", "P", "R", "F1", "us/article");
        for (String file : files) {
            List<StoryBenchmark.LabelledArticle> articles = StoryBenchmark.read(Files.newInputStream(Path.of(file)));
            StoryBenchmark.measure(articles);
            StoryBenchmark.Accuracy found = StoryBenchmark.measure(articles);
            table.row(
                    "%-40s %9d %8d %7.3f %7.3f %7.3f %12.0f",
                    Path.of(file).getFileName(),
                    found.articles(),
                    found.stories(),
                    found.precision(),
                    found.recall(),
                    found.f1(),
                    found.microseconds());
        }
    }

    private static Path references() {
        return Path.of(System.getProperty("heatwire.references"));
    }
}
