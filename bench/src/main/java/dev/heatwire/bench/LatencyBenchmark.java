package dev.heatwire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * From a file's appearing to its entry being readable on the feed. Files appear by the clock, however long those before
 * them take; time counts from when a file was due. Some of them are probes, with feeds of their own that all of them
 * reach; the others are the load.
 */
final class LatencyBenchmark {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);
    private static final int WARM_UP = 2_000;
    private static final Duration WARM_UP_FOR = Duration.ofSeconds(90);
    private static final int LOAD_PER_PROBE = 5;
    private static final int FEEDS = 35;
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final Path folder;
    private final Path references;
    private final SiteGenerator generator = new SiteGenerator(1);
    private final Map<String, Long> due = new HashMap<>();
    private int number = WARM_UP;

    LatencyBenchmark(Path folder, Path references) {
        this.folder = folder;
        this.references = references;
    }

    /** @param rates files per second, each for the given time */
    void run(List<Integer> rates, Duration time, Table table) throws IOException {
        Path site = folder.resolve("site");
        generator.write(site, WARM_UP, references);
        List<JavaProcess> programs = new ArrayList<>();
        try (BenchCluster lab = BenchCluster.open(folder)) {
            Topics topics = lab.topics("");
            try (KafkaConsumer<String, String> feed = consumer(lab.address(), topics)) {
                for (Stage stage : STAGES) {
                    programs.add(lab.stage(stage, ""));
                }
                programs.add(lab.heatwire("ingest", "", site.toString()));
                List<Reading> readings =
                        STAGES.stream().map(stage -> lab.reading(stage, topics)).toList();
                lab.untilQuiet(
                        programs,
                        () -> readings.get(0).end() >= WARM_UP
                                && readings.stream().allMatch(Reading::isDone),
                        () -> {});
                table.head("%-34s %10s %10s %10s %10s", "file to feed, ms", "probes", "p50", "p99", "max");
                for (int rate : rates) {
                    // so long the compilers are at work
                    atRate(rate, WARM_UP_FOR, site, feed);
                    print(rate, atRate(rate, time, site, feed), table);
                }
            }
        } finally {
            programs.forEach(JavaProcess::close);
        }
    }

    private static void print(int rate, Histogram millis, Table table) {
        table.row(
                "%-34s %,10d %,10d %,10d %,10d",
                "%,d files/s".formatted(rate),
                millis.getTotalCount(),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
        table.put(
                "latency",
                "at " + rate + " files/s",
                Map.of(
                        "p50",
                        millis.getValueAtPercentile(50),
                        "p99",
                        millis.getValueAtPercentile(99),
                        "max",
                        millis.getMaxValue()));
    }

    private Histogram atRate(int rate, Duration time, Path site, KafkaConsumer<String, String> feed)
            throws IOException {
        Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(10), 3);
        List<Path> files = prepare((int) (rate * time.toSeconds()));
        Path articles = Files.createDirectories(site.resolve("articles").resolve("live"));
        long start = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            long at = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < at) {
                collect(feed, millis, Duration.ofNanos(Math.max(0, at - System.nanoTime())));
                LockSupport.parkNanos(Math.max(0, Math.min(at - System.nanoTime(), 1_000_000)));
            }
            Path file = files.get(i);
            String probe = probeOf(file);
            if (probe != null) {
                due.put(probe, at);
            }
            Files.move(file, articles.resolve(file.getFileName()));
        }
        long deadline = System.nanoTime() + LATEST.toNanos();
        while (!due.isEmpty()) {
            collect(feed, millis, Duration.ofMillis(10));
            if (System.nanoTime() > deadline) {
                throw new IOException(due.size() + " probes have not reached the feed");
            }
        }
        return millis;
    }

    private void collect(KafkaConsumer<String, String> feed, Histogram millis, Duration wait) {
        for (ConsumerRecord<String, String> entry :
                feed.poll(wait.toMillis() > 5 ? Duration.ofMillis(5) : Duration.ZERO)) {
            Long at = due.remove(entry.key());
            if (at != null) {
                millis.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at));
            }
        }
    }

    /** Whole files, written some time ago, beside the site: they appear all at once. */
    private List<Path> prepare(int count) throws IOException {
        Path waiting = Files.createDirectories(folder.resolve("waiting"));
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++, number++) {
            boolean probe = i % (LOAD_PER_PROBE + 1) == 0;
            Path file = waiting.resolve((probe ? "probe-" : "load-") + number + ".md");
            Files.write(file, probe ? probe(number) : generator.article(number));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            files.add(file);
        }
        return files;
    }

    private static byte[] probe(int number) {
        return """
                ---
                category: %s
                title: Article %d that is seen at once
                publishedDateTime: %s
                webUrl: %s
                ampWebUrl: %s/amp
                type: video
                provider:
                  name: Probe
                  domain: probe.example
                images:
                  - url: https://pictures.example/probe.jpg
                    width: 10
                    height: 10
                ---
                """.formatted(feedOf(number), number, Instant.now(), url(number), url(number))
                .getBytes(UTF_8);
    }

    /** Probes are spread over some feeds, so that none leaves its feed before it was seen. */
    private static String feedOf(int number) {
        return "probe-" + number % FEEDS;
    }

    private static String keyOf(int number) {
        return feedOf(number) + "|" + url(number);
    }

    private static String url(int number) {
        return "https://www.probe.example/" + number;
    }

    /** The key of the probe's entry; null for a file that is load. */
    private static String probeOf(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("probe-") ? keyOf(Integer.parseInt(name.replaceAll("[^0-9]", ""))) : null;
    }

    private static KafkaConsumer<String, String> consumer(String address, Topics topics) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "isolation.level", "read_committed", "fetch.max.wait.ms", 5),
                new StringDeserializer(),
                new StringDeserializer());
        String topic = topics.rankedFeed.name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        return consumer;
    }
}
