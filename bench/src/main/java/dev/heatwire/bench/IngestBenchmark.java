package dev.heatwire.bench;

import static dev.heatwire.ingest.parse.Content.Format.FRONT_MATTER;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.ArticleFileSender;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Source;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSettings;
import dev.heatwire.ingest.IngestSources;
import dev.heatwire.ingest.parse.ArticleParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Files per second that ingest publishes to an embedded broker, compared with reading and parsing alone. */
final class IngestBenchmark {
    /** Rounds of files and records in turn, so that both see the same machine; the first round is warm-up. */
    private static final int ROUNDS = 4;

    private final Path folder;
    private final int articles;
    private final Table table;

    IngestBenchmark(Path folder, int articles, Table table) {
        this.folder = folder;
        this.articles = articles;
        this.table = table;
    }

    void run(Path references) throws IOException {
        Path site = folder.resolve("site");
        new SiteGenerator(1).write(site, articles, references);
        List<Path> files = files(site);
        // the first time is warm-up for the page cache and the JIT compiler
        read(files);
        parse(files);
        double reading = rate(() -> read(files));
        double parsing = rate(() -> parse(files));
        loadPlainly(files);
        double loading = rate(() -> loadPlainly(files));
        List<Double> filesPerSecond = new ArrayList<>();
        List<Double> recordsPerSecond = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            filesPerSecond.add(ingest("files-" + round, IngestSources.folder(site), List.of()));
            recordsPerSecond.add(ingest("records-" + round, new IngestSources(Optional.empty(), true, false), files));
        }
        double ingesting = median(filesPerSecond.subList(1, ROUNDS));
        double ingestingRecords = median(recordsPerSecond.subList(1, ROUNDS));
        table.head("%-34s %12s %10s", "%,d files".formatted(articles), "files/s", "of parsing");
        print("read files", reading, parsing);
        print("read and parse files", parsing, parsing);
        print("load files with plain SnakeYAML", loading, parsing);
        print("ingest files", ingesting, parsing);
        print("ingest records of the input topic", ingestingRecords, parsing);
        for (int round = 1; round < ROUNDS; round++) {
            double ratio = recordsPerSecond.get(round) / filesPerSecond.get(round);
            table.row("round %d: records %,.0f, files %,.0f, ratio %.2f"
                    .formatted(round, recordsPerSecond.get(round), filesPerSecond.get(round), ratio));
            table.put("ingest", "records of files, round " + round, ratio);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void print(String name, double rate, double parsing) {
        table.row("%-34s %,12.0f %9.0f%%", name, rate, 100 * rate / parsing);
        table.put("ingest", name, Map.of("filesPerSecond", rate, "ofParsing", rate / parsing));
    }

    /** @param records files that are put on the input topic before the clock starts */
    private double ingest(String name, IngestSources sources, List<Path> records) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve(name))) {
            Map<String, String> client = Map.of("bootstrap.servers", broker.address());
            Topics topics = Topics.withPrefix("");
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                TopicAdmin.create(admin, topics, 4, (short) 1);
            }
            try (ArticleFileSender sender = new ArticleFileSender(client, topics)) {
                records.forEach(file -> sender.publish(file.getFileName().toString(), bytes(file), FRONT_MATTER));
            }
            try (Ingest ingest = new Ingest(sources, topics, client, IngestSettings.STANDARD, Clock.systemUTC())) {
                double rate = rate(() -> {
                    while (published(ingest) < articles) {
                        ingest.pass(() -> false, (done, of) -> {});
                    }
                });
                if (published(ingest) != articles) {
                    throw new IllegalStateException("published %d of %d".formatted(published(ingest), articles));
                }
                return rate;
            }
        }
    }

    private static long published(Ingest ingest) {
        return ingest.files().values().stream()
                .filter(file ->
                        file.state() == State.PUBLISHED && file.article().isPresent())
                .count();
    }

    private double rate(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return articles * 1e9 / (System.nanoTime() - start);
    }

    private static void read(List<Path> files) {
        for (Path file : files) {
            bytes(file);
        }
    }

    private static void parse(List<Path> files) {
        ArticleParser parser = new ArticleParser(IngestSettings.STANDARD.limits(), Clock.systemUTC(), key -> true);
        for (Path file : files) {
            parser.parse(bytes(file), new Source(file.getFileName().toString(), "hash"));
        }
    }

    private static void loadPlainly(List<Path> files) {
        for (Path file : files) {
            ParserBenchmark.loadPlainly(bytes(file));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path site) throws IOException {
        try (Stream<Path> all = Files.walk(site.resolve("articles"))) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
