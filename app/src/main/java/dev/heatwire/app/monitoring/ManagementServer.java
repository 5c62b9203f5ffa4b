package dev.heatwire.app.monitoring;

import dev.heatwire.app.config.Settings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
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
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What a process tells about itself over HTTP: {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class ManagementServer implements AutoCloseable {
    private static final int ANY_FREE_PORT = 0;
    private static final int THREADS = 8;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final Javalin server;
    private volatile Supplier<HealthStatus> health = () -> HealthStatus.notYet("starting");

    private ManagementServer(String process, String host, int port) {
        registry.config().commonTags("stage", process);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
        Gauge.builder("heatwire.ready", () -> health.get().ready() ? 1 : 0)
                .description("Whether the process is at work and keeps up")
                .register(registry);
        server = Javalin.create(this::configure).start(host, port);
    }

    /**
     * Listens where the settings say. When they leave the port open, it is a free one.
     *
     * @param out is told which port that is
     */
    public static ManagementServer start(String process, Settings settings, PrintWriter out) {
        String host = settings.get(Settings.HTTP_HOST);
        Optional<Integer> port = settings.chosen(Settings.HTTP_PORT).map(Integer::valueOf);
        ManagementServer monitor = new ManagementServer(process, host, port.orElse(ANY_FREE_PORT));
        if (port.isEmpty()) {
            out.println("health and metrics on http://" + host + ":" + monitor.port());
            out.flush();
        }
        return monitor;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 1);
        config.routes.get(
                "/health/live", context -> answer(context, health.get().live()));
        config.routes.get(
                "/health/ready", context -> answer(context, health.get().ready()));
        config.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(registry.scrape()));
    }

    private void answer(Context context, boolean good) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .result(health.get().detail() + "\n");
    }

    /** From now on, health is what this says. */
    public void ask(Supplier<HealthStatus> source) {
        health = source;
    }

    public MeterRegistry registry() {
        return registry;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        collector.close();
        registry.close();
    }
}
