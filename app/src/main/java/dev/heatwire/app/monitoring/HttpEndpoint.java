package dev.heatwire.app.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD requests for small text resources with the HTTP server of the JDK. */
final class HttpEndpoint implements AutoCloseable {
    static final int OK = 200;
    static final int SERVICE_UNAVAILABLE = 503;
    static final String TEXT = "text/plain; charset=utf-8";

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int NO_BODY = -1;
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private static final int THREADS = 8;
    /** Connections that wait for a thread; the server closes further ones at once. */
    private static final int MAX_WAITING = 64;

    static {
        // the JDK reads these properties once, when it creates its first server
        setIfAbsent("sun.net.httpserver.maxReqTime", "10"); // seconds until a request must have been received
        setIfAbsent("sun.net.httpserver.nodelay", "true"); // else Nagle's algorithm delays each response by 40 ms
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MAX_WAITING), HttpEndpoint::daemon);
    private final Function<String, Optional<Response>> resources;

    /** @param body is sent as UTF-8 */
    record Response(int code, String contentType, String body) {}

    private HttpEndpoint(HttpServer server, Function<String, Optional<Response>> resources) {
        this.server = server;
        this.resources = resources;
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * @param port 0 for a free one
     * @param resources the response for a path; empty if there is no such resource
     * @throws UncheckedIOException if the server cannot listen there
     */
    static HttpEndpoint start(String host, int port, Function<String, Optional<Response>> resources) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        try {
            if (address.isUnresolved()) {
                throw new IOException("unknown host");
            }
            HttpEndpoint endpoint = new HttpEndpoint(HttpServer.create(address, MAX_WAITING), resources);
            endpoint.server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
        }
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "management");
        thread.setDaemon(true);
        return thread;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = respond(exchange);
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(response.code(), NO_BODY);
            } else {
                exchange.sendResponseHeaders(response.code(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Response respond(HttpExchange exchange) {
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Response(METHOD_NOT_ALLOWED, TEXT, "method not allowed\n");
        }
        try {
            return resources
                    .apply(exchange.getRequestURI().getPath())
                    .orElseGet(() -> new Response(NOT_FOUND, TEXT, "not found\n"));
        } catch (RuntimeException e) {
            LOG.warn("cannot answer {}", exchange.getRequestURI().getPath(), e);
            return new Response(INTERNAL_SERVER_ERROR, TEXT, "internal error\n");
        }
    }

    /**
     * Aborts requests in progress. The threads are interrupted first, which closes their channels: otherwise
     * {@link HttpServer#stop} would wait for a thread that writes to a client which does not read.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
