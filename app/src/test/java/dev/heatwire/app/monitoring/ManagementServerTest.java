package dev.heatwire.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.app.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManagementServerTest {
    private final StringWriter out = new StringWriter();
    private final ManagementServer server =
            ManagementServer.start("rank", Settings.of(Map.of(), Map.of(), List.of()), new PrintWriter(out));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldPrintTheFreePortItListensOn() {
        assertThat(out.toString()).isEqualToIgnoringNewLines("health and metrics on http://127.0.0.1:" + server.port());
    }

    @Test
    void shouldBeAliveButNotReadyWhileItStarts() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("starting\n");
    }

    @Test
    void shouldReportTheHealthOfItsSource() throws Exception {
        server.ask(() -> HealthStatus.ready("running"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeNeitherAliveNorReadyAfterAFailure() throws Exception {
        server.ask(() -> HealthStatus.failed("stopped: refused"));

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").body()).isEqualTo("stopped: refused\n");
    }

    @Test
    void shouldServeMetricsThatNameTheStage() throws Exception {
        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.body()).contains("heatwire_ready{stage=\"rank\"} 0.0");
        assertThat(metrics.body()).containsPattern("jvm_memory_used_bytes\\{.*stage=\"rank\".*} [0-9]");
    }

    @Test
    void shouldNotFindOtherPaths() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/health").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswerHeadWithTheHeadersOfGet() throws Exception {
        HttpResponse<String> head = send("HEAD", "/health/ready");

        assertThat(head.statusCode()).isEqualTo(503);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).hasValue("9");
        assertThat(head.headers().map().get("content-type"))
                .isEqualTo(get("/health/ready").headers().map().get("content-type"));
    }

    @Test
    void shouldRefuseOtherMethods() throws Exception {
        HttpResponse<String> answer = send("POST", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void shouldAnswerFiveHundredWhenTheHealthCannotBeRead() throws Exception {
        server.ask(() -> {
            throw new IllegalStateException("closed");
        });

        assertThat(get("/health/ready").statusCode()).isEqualTo(500);
    }

    @Test
    void shouldNotLetASlowClientBlockAnother() throws Exception {
        try (Socket slow = connect();
                Socket silent = connect()) {
            send(slow, "GET /health/li");

            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            assertThat(silent.isConnected()).isTrue();

            send(slow, "ve HTTP/1.0\r\n\r\n");
            assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("starting\n");
        }
    }

    @Test
    void shouldCloseWhileARequestIsIncomplete() throws Exception {
        try (Socket slow = connect()) {
            send(slow, "GET /health/li");
            assertThat(get("/health/live").statusCode()).isEqualTo(200);

            server.close();

            assertThat(slow.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void shouldCloseWhileAClientDoesNotReadItsResponse() throws Exception {
        String large = "x".repeat(64 << 20);
        server.ask(() -> HealthStatus.ready(large));
        try (Socket deaf = connect()) {
            send(deaf, "GET /health/ready HTTP/1.0\r\n\r\n");
            assertThat(deaf.getInputStream().read()).isEqualTo('H');

            server.close();

            assertThat(deaf.getInputStream().skip(Long.MAX_VALUE)).isLessThan(large.length());
        }
    }

    @Test
    void shouldNameTheAddressThatIsInUse() {
        Settings settings = Settings.of(Map.of("http-port", Integer.toString(server.port())), Map.of(), List.of());

        assertThatThrownBy(() -> ManagementServer.start("rank", settings, new PrintWriter(out)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", server.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
