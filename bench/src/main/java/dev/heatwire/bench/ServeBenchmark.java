package dev.heatwire.bench;

import dev.heatwire.events.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.utils.Utils;

/**
 * One {@code serve} process beside a pipeline that receives files: clients follow the events of a feed, most as pages
 * do, and a tenth without reading. Requests for feeds and pages come at a constant rate over a bounded number of
 * connections, as from a proxy. Latency is measured from the scheduled time of a request. Every other request is
 * conditional, as those of feed readers are.
 */
final class ServeBenchmark {
    private static final int SITE_FILES = 2_000;
    private static final int FILES_PER_SECOND = 1;
    private static final List<String> PATHS = List.of("/news/feed.json", "/news/atom.xml", "/news/rss.xml", "/news");
    private static final int MAX_CONNECTIONS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final Path folder;
    private final SiteGenerator generator = new SiteGenerator(1);
    private final Map<String, String> etags = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int files = SITE_FILES;

    /** @param rate requests for each second */
    private record Load(int clients, int rate, Duration time) {}

    /** What a stretch of load showed. */
    private record Outcome(Histogram micros, int failures, long events, double cores, long megabytes) {}

    private ServeBenchmark(Path folder) {
        this.folder = folder;
    }

    static void run(Options options, Path references, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("heatwire-bench");
        Table table = new Table(out);
        Duration time = Duration.ofSeconds(options.number("seconds", 120));
        try {
            Load load = new Load(options.number("clients", 1_000), options.number("rate", 500), time);
            new ServeBenchmark(folder).run(load, references, table);
        } finally {
            Utils.delete(folder.toFile());
        }
        table.write(options.file("json", "bench/target/serve.json"));
    }

    private void run(Load load, Path references, Table table) throws IOException {
        Path site = folder.resolve("site");
        generator.write(site, SITE_FILES, references);
        try (BenchCluster cluster = BenchCluster.open(folder)) {
            Topics topics = cluster.topics("");
            try (PipelineProcesses pipeline = PipelineProcesses.start(cluster, topics, site);
                    JavaProcess serve = cluster.heatwire("serve", "");
                    EventClients clients = connectedTo(serve, pipeline, load)) {
                table.head(
                        "%-26s %9s %7s %7s %7s %7s %9s %6s %8s",
                        "requests", "", "p50 ms", "p99 ms", "max ms", "failed", "events/s", "cores", "MB");
                under(load, WARM_UP, site, serve, clients);
                for (int quarter = 1; quarter <= 4; quarter++) {
                    Duration time = load.time().dividedBy(4);
                    print(quarter, load, under(load, time, site, serve, clients), time, table);
                }
                table.put("serve", "streams ended by the server", clients.ended());
                table.row("%d streams ended by the server", clients.ended());
            }
        }
    }

    private static EventClients connectedTo(JavaProcess serve, PipelineProcesses pipeline, Load load)
            throws IOException {
        pipeline.awaitDrained(SITE_FILES);
        while (!serve.isReady()) {
            serve.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        EventClients clients = new EventClients(serve.port());
        int idle = load.clients() / 10;
        int whole = load.clients() / 50;
        clients.connect(load.clients() - whole - idle, "/events/news?content=order", true);
        clients.connect(whole, "/events/news", true);
        clients.connect(idle, "/events/news", false);
        return clients;
    }

    private static void print(int quarter, Load load, Outcome outcome, Duration time, Table table) {
        double events = (double) outcome.events() / time.toSeconds();
        table.row(
                "%-26s %,9d %7.1f %7.1f %7.1f %7d %,9.0f %6.2f %8d",
                "%d/s, %d clients, part %d".formatted(load.rate(), load.clients(), quarter),
                outcome.micros().getTotalCount(),
                outcome.micros().getValueAtPercentile(50) / 1e3,
                outcome.micros().getValueAtPercentile(99) / 1e3,
                outcome.micros().getMaxValue() / 1e3,
                outcome.failures(),
                events,
                outcome.cores(),
                outcome.megabytes());
        table.put(
                "serve",
                "part " + quarter,
                Map.of(
                        "p99", outcome.micros().getValueAtPercentile(99),
                        "failed", outcome.failures(),
                        "megabytes", outcome.megabytes()));
    }

    private Outcome under(Load load, Duration time, Path site, JavaProcess serve, EventClients clients)
            throws IOException {
        Histogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        AtomicInteger failures = new AtomicInteger();
        Semaphore connections = new Semaphore(MAX_CONNECTIONS);
        Duration cpu = serve.cpu();
        long eventsBefore = clients.events();
        long start = System.nanoTime();
        long count = load.rate() * time.toSeconds();
        for (long request = 0; request < count; request++) {
            long scheduledAt = start + request * TimeUnit.SECONDS.toNanos(1) / load.rate();
            while (System.nanoTime() < scheduledAt) {
                LockSupport.parkNanos(scheduledAt - System.nanoTime());
            }
            if (request % (load.rate() / FILES_PER_SECOND) == 0) {
                addFile(site);
            }
            connections.acquireUninterruptibly();
            String path = PATHS.get((int) (request % PATHS.size()));
            boolean conditional = request / PATHS.size() % 2 == 1;
            http.sendAsync(request(serve.port(), path, conditional), BodyHandlers.ofByteArray())
                    .whenComplete((response, failure) -> {
                        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - scheduledAt));
                        if (failure != null || !isAnswer(path, response)) {
                            failures.incrementAndGet();
                        }
                        connections.release();
                    });
        }
        connections.acquireUninterruptibly(MAX_CONNECTIONS);
        serve.check();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cores = serve.cpu().minus(cpu).toNanos() / 1e9 / seconds;
        return new Outcome(micros, failures.get(), clients.events() - eventsBefore, cores, serve.residentMegabytes());
    }

    private boolean isAnswer(String path, HttpResponse<byte[]> response) {
        response.headers().firstValue("ETag").ifPresent(etag -> etags.put(path, etag));
        return response.statusCode() == 304 || response.statusCode() == 200 && response.body().length > 0;
    }

    private HttpRequest request(int port, String path, boolean conditional) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept-Encoding", "gzip");
        String etag = etags.get(path);
        return (conditional && etag != null ? request.header("If-None-Match", etag) : request).build();
    }

    /** Moved into the site, a file appears complete. */
    private void addFile(Path site) throws IOException {
        Path file = folder.resolve(files + ".md");
        Files.write(file, generator.article(files++));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        Files.move(file, site.resolve("articles").resolve(file.getFileName()));
    }
}
