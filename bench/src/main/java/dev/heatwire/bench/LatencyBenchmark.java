package dev.heatwire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Topics;
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
 * The latency from a new file to its readable entry in the feed. Files appear at a constant rate, whatever the latency
 * of earlier ones, and latency is measured from the scheduled time of a file. Some files are probes, which enter a feed
 * of their own; the others are load.
 */
final class LatencyBenchmark {
    private static final int WARM_UP_FILES = 2_000;
    private static final Duration WARM_UP_DURATION = Duration.ofSeconds(90);
    private static final int LOAD_PER_PROBE = 5;
    private static final String PROBES = "probe";
    private static final Duration LAST_PROBE_TIMEOUT = Duration.ofMinutes(1);

    private final Path folder;
    private final Path references;
    private final SiteGenerator generator = new SiteGenerator(1);
    private final Map<String, Long> scheduled = new HashMap<>();
    private final Instant published = Instant.now().minus(Duration.ofDays(1));
    private int number = WARM_UP_FILES;

    LatencyBenchmark(Path folder, Path references) {
        this.folder = folder;
        this.references = references;
    }

    /** @param rates files per second, each for the given time */
    void run(List<Integer> rates, Duration time, Table table) throws IOException {
        Path site = folder.resolve("site");
        generator.write(site, WARM_UP_FILES, references);
        try (BenchCluster cluster = BenchCluster.open(folder)) {
            Topics topics = cluster.topics("");
            try (KafkaConsumer<String, RankedFeed> feed = consumer(cluster.address(), topics);
                    PipelineProcesses pipeline = PipelineProcesses.start(cluster, topics, site)) {
                pipeline.awaitDrained(WARM_UP_FILES);
                table.head("%-34s %10s %10s %10s %10s", "file to feed, ms", "probes", "p50", "p99", "max");
                for (int rate : rates) {
                    // warms up the JIT compilers
                    atRate(rate, WARM_UP_DURATION, site, feed);
                    print(rate, atRate(rate, time, site, feed), table);
                }
            }
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

    private Histogram atRate(int rate, Duration time, Path site, KafkaConsumer<String, RankedFeed> feed)
            throws IOException {
        Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(10), 3);
        List<Path> files = prepare((int) (rate * time.toSeconds()));
        Path articles = Files.createDirectories(site.resolve("articles").resolve("live"));
        long start = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            long scheduledAt = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < scheduledAt) {
                collect(feed, millis, Duration.ofNanos(Math.max(0, scheduledAt - System.nanoTime())));
                LockSupport.parkNanos(Math.max(0, Math.min(scheduledAt - System.nanoTime(), 1_000_000)));
            }
            Path file = files.get(i);
            String probe = probeOf(file);
            if (probe != null) {
                scheduled.put(probe, scheduledAt);
            }
            Files.move(file, articles.resolve(file.getFileName()));
        }
        long deadline = System.nanoTime() + LAST_PROBE_TIMEOUT.toNanos();
        while (!scheduled.isEmpty()) {
            collect(feed, millis, Duration.ofMillis(10));
            if (System.nanoTime() > deadline) {
                throw new IOException(scheduled.size() + " probes have not reached the feed");
            }
        }
        return millis;
    }

    private void collect(KafkaConsumer<String, RankedFeed> feed, Histogram millis, Duration wait) {
        for (ConsumerRecord<String, RankedFeed> record :
                feed.poll(wait.toMillis() > 5 ? Duration.ofMillis(5) : Duration.ZERO)) {
            long now = System.nanoTime();
            if (record.key().equals(PROBES)) {
                for (FeedEntry entry : record.value().entries()) {
                    Long scheduledAt = scheduled.remove(entry.id());
                    if (scheduledAt != null) {
                        millis.recordValue(TimeUnit.NANOSECONDS.toMillis(now - scheduledAt));
                    }
                }
            }
        }
    }

    /** Writes files beside the site; moving them into the site makes them appear complete and stable. */
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

    /** Each probe is a second newer than the one before, so that it enters the feed however many it holds. */
    private byte[] probe(int number) {
        return """
                ---
                category: %s
                title: Article %d of a probe
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
                """.formatted(PROBES, number, published.plusSeconds(number), url(number), url(number))
                .getBytes(UTF_8);
    }

    private static String url(int number) {
        return "https://probe.example/" + number;
    }

    /** The id of the probe, or null if the file is load. */
    private static String probeOf(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("probe-") ? url(Integer.parseInt(name.replaceAll("[^0-9]", ""))) : null;
    }

    private static KafkaConsumer<String, RankedFeed> consumer(String address, Topics topics) {
        KafkaConsumer<String, RankedFeed> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "isolation.level", "read_committed", "fetch.max.wait.ms", 5),
                new StringDeserializer(),
                topics.rankedFeed.values().deserializer());
        String topic = topics.rankedFeed.name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        return consumer;
    }
}
