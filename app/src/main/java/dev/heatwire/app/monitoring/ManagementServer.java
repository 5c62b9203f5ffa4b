package dev.heatwire.app.monitoring;

import dev.heatwire.app.config.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Serves the health and the metrics of a process: {@code /health/live}, {@code /health/ready}, {@code /metrics}. */
public final class ManagementServer implements AutoCloseable {
    private static final int ANY_FREE_PORT = 0;
    /** The Prometheus text format. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
    private final HttpEndpoint endpoint;
    private volatile Supplier<HealthStatus> health = () -> HealthStatus.notYet("starting");

    private ManagementServer(String process, String host, int port) {
        endpoint = HttpEndpoint.start(host, port, this::respond);
        registry.config().commonTags("stage", process);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gcMetrics.bindTo(registry);
        Gauge.builder("heatwire.ready", () -> health.get().ready() ? 1 : 0)
                .description("1 if the process runs and its lag is small, else 0")
                .register(registry);
    }

    /**
     * Listens on {@link Settings#HTTP_HOST} and {@link Settings#HTTP_PORT}, or on a free port if that is {@code auto}.
     *
     * @param process the value of the tag {@code stage} of every metric
     * @param out the address is printed here if the port was chosen by the operating system
     * @throws java.io.UncheckedIOException if the port is in use
     */
    public static ManagementServer start(String process, Settings settings, PrintWriter out) {
        String host = settings.get(Settings.HTTP_HOST);
        Optional<Integer> port = settings.chosen(Settings.HTTP_PORT).map(Integer::valueOf);
        ManagementServer server = new ManagementServer(process, host, port.orElse(ANY_FREE_PORT));
        if (port.isEmpty()) {
            out.println("health and metrics on http://" + host + ":" + server.port());
            out.flush();
        }
        return server;
    }

    private Optional<HttpEndpoint.Response> respond(String path) {
        return switch (path) {
            case "/health/live" -> Optional.of(response(HealthStatus::live));
            case "/health/ready" -> Optional.of(response(HealthStatus::ready));
            case "/metrics" -> Optional.of(new HttpEndpoint.Response(HttpEndpoint.OK, METRICS, registry.scrape()));
            default -> Optional.empty();
        };
    }

    private HttpEndpoint.Response response(Predicate<HealthStatus> healthy) {
        HealthStatus status = health.get();
        int code = healthy.test(status) ? HttpEndpoint.OK : HttpEndpoint.SERVICE_UNAVAILABLE;
        return new HttpEndpoint.Response(code, HttpEndpoint.TEXT, status.detail() + "\n");
    }

    /** Reports the health that {@code source} supplies, from now on. */
    public void ask(Supplier<HealthStatus> source) {
        health = source;
    }

    public MeterRegistry registry() {
        return registry;
    }

    public int port() {
        return endpoint.port();
    }

    /** Aborts requests in progress. */
    @Override
    public void close() {
        endpoint.close();
        gcMetrics.close();
        registry.close();
    }
}
