package dev.heatwire.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private final StringWriter out = new StringWriter();
    private final ManagementServer monitor =
            ManagementServer.start("rank", Settings.of(Map.of(), Map.of(), List.of()), new PrintWriter(out));

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void shouldSayWhichFreePortItListensOn() {
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("health and metrics on http://127.0.0.1:" + monitor.port());
    }

    @Test
    void shouldBeAliveButNotReadyWhileItStarts() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("starting\n");
    }

    @Test
    void shouldBeReadyWhenItsSourceSaysSo() throws Exception {
        monitor.ask(() -> HealthStatus.ready("running"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeNeitherAfterAFailure() throws Exception {
        monitor.ask(() -> HealthStatus.failed("stopped: refused"));

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

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitor.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
