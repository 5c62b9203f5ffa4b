package dev.heatwire.web;

import dev.heatwire.web.api.ApiRoutes;
import dev.heatwire.web.api.HealthRoutes;
import dev.heatwire.web.api.JsonErrors;
import dev.heatwire.web.editor.EditorRoutes;
import dev.heatwire.web.http.Assets;
import dev.heatwire.web.http.PublicAddress;
import dev.heatwire.web.http.SafetyFilter;
import dev.heatwire.web.live.EventHub;
import dev.heatwire.web.live.EventServlet;
import dev.heatwire.web.page.PageRoutes;
import dev.heatwire.web.publish.PublishRoutes;
import dev.heatwire.web.syndication.SyndicationRoutes;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The outlets over HTTP: page, events, API, editor's view and publishing. */
public final class WebServer implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;
    /** Beside those of clients of events. */
    private static final int MAX_OTHER_CONNECTIONS = 500;

    private static final int IDLE_THREAD_MILLIS = 30_000;
    private static final int ANY_FREE_PORT = 0;

    private final String host;
    private final EventHub hub;
    private final Javalin javalin;

    private WebServer(String host, WebSettings settings, WebContent content) {
        this.host = host;
        hub = new EventHub(content.feeds(), settings.maxEventClients());
        javalin = Javalin.create(config -> configure(config, settings, content));
    }

    /**
     * Listens on the host and the port.
     *
     * @param port 0 for a free one
     * @throws UncheckedIOException if the server cannot listen there
     */
    public static WebServer start(String host, int port, WebSettings settings, WebContent content) {
        WebServer server = new WebServer(host, settings, content);
        try {
            server.javalin.start(host, port);
            return server;
        } catch (JavalinBindException e) {
            server.hub.close();
            throw new UncheckedIOException(
                    "cannot listen on %s:%d".formatted(host, port), new IOException(e.getMessage(), e));
        }
    }

    /** Listens on the port, or on a free one if another process has it. */
    public static WebServer startNear(String host, int port, WebSettings settings, WebContent content) {
        try {
            return start(host, port, settings, content);
        } catch (UncheckedIOException e) {
            return start(host, ANY_FREE_PORT, settings, content);
        }
    }

    private void configure(JavalinConfig config, WebSettings settings, WebContent content) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // documents are compressed once, not for each client
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads();
        // each connection has buffers; further clients wait until the server accepts them
        config.jetty.modifyServer(server ->
                server.addBean(new NetworkConnectionLimit(settings.maxEventClients() + MAX_OTHER_CONNECTIONS, server)));
        config.jetty.modifyServletContextHandler(handler -> {
            handler.addFilter(safety(settings), "/*", EnumSet.of(DispatcherType.REQUEST));
            ServletHolder events = new ServletHolder(new EventServlet(hub));
            events.setAsyncSupported(true);
            handler.addServlet(events, "/events/*");
            handler.setErrorHandler(new PlainErrors());
        });
        PublicAddress address = new PublicAddress(settings.publicUrl(), this::address);
        JsonErrors.addTo(config.routes);
        new HealthRoutes(content.feeds()::isLoaded, content.following()).addTo(config.routes);
        Assets.addTo(config.routes);
        new ApiRoutes(content.feeds(), address, content.clock()).addTo(config.routes);
        content.intake()
                .ifPresent(intake -> new PublishRoutes(settings.publishToken(), intake, settings.maxFileBytes())
                        .addTo(config.routes));
        content.editor()
                .ifPresent(editor -> new EditorRoutes(
                                editor::nearMisses,
                                editor::hiddenFiles,
                                settings,
                                address,
                                content.health(),
                                content.clock())
                        .addTo(config.routes));
        new SyndicationRoutes(content.feeds(), settings.title(), address).addTo(config.routes);
        new PageRoutes(content.feeds(), settings, address, content.health(), content.clock()).addTo(config.routes);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("web");
        threads.setDaemon(true);
        return threads;
    }

    private FilterHolder safety(WebSettings settings) {
        List<String> names = Stream.concat(
                        Stream.concat(
                                settings.publicUrl().map(URI::getHost).stream(), settings.allowedHosts().stream()),
                        Stream.of(host))
                .toList();
        FilterHolder filter = new FilterHolder(new SafetyFilter(names, settings.thirdPartyPictures()));
        filter.setAsyncSupported(true);
        return filter;
    }

    public int port() {
        return javalin.port();
    }

    /** Where a browser on this machine finds the page. */
    public URI address() {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + port());
    }

    /** How many clients follow feeds. */
    public int eventClients() {
        return hub.clients();
    }

    /** Ends the streams of events, then stops listening. */
    @Override
    public void close() {
        hub.close();
        javalin.stop();
    }
}
