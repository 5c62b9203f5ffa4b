package dev.heatwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.heatwire.events.Problem;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.publish.ArticleIntake;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WebServerTest {
    private static final Instant NOW = Samples.NOON.plusSeconds(3600);
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

    private final FeedStore store = new FeedStore(Clock.fixed(NOW, ZoneOffset.UTC));
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    /** Accepts every file except those that hold a tab. */
    private static final class TabIntake implements ArticleIntake {
        @Override
        public Outcome publish(Optional<String> key, byte[] file, Form form) {
            if (new String(file, StandardCharsets.UTF_8).contains("\t")) {
                Problem tab = new Problem(Optional.of(2), Optional.of(1), Optional.of("title"), "yaml", "a tab");
                return new Outcome(Optional.empty(), Optional.empty(), List.of(tab), List.of());
            }
            return new Outcome(Optional.of("id"), Optional.of(key.orElse("id")), List.of(), List.of());
        }

        @Override
        public void withdraw(String key) {}
    }

    @BeforeEach
    void start() {
        WebSettings settings = new WebSettings(
                "Test",
                Optional.of(URI.create("https://news.example/")),
                List.of(),
                false,
                false,
                Optional.of("secret"),
                1_000,
                2);
        WebContent content = new WebContent(
                store,
                () -> true,
                Optional.empty(),
                Optional.of(new TabIntake()),
                PipelineHealth.UNKNOWN,
                Clock.fixed(NOW, ZoneOffset.UTC));
        server = WebServer.start("127.0.0.1", 0, settings, content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowAnArticleWithItsExplanation() throws Exception {
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON, "AI"))));

        assertThat(get("/news").body())
                .contains("<title>News · Test</title>", "A title", "1 h ago", "quality 80", "made up")
                .contains("href=\"https://news.example/news\"", "/news/feed.json", "/news/atom.xml", "/news/rss.xml");
        assertThat(get("/").body()).contains("A title");
        assertThat(get("/news?heat=100").body()).doesNotContain("A title").contains("No article of this feed matches");
    }

    @Test
    void shouldSayThatNothingIsPublishedYet() throws Exception {
        store.replace(Map.of());

        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/").body()).contains("Nothing is published yet");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldEscapeWhateverAnArticleHolds() throws Exception {
        store.replace(Map.of(
                "news",
                Samples.feed(Samples.ranked(
                        Samples.enriched("a")
                                .title(HOSTILE)
                                .provider(HOSTILE)
                                .topic("<b>" + "topic")
                                .build(),
                        80))));

        assertThat(get("/news").body())
                .doesNotContain("<script>alert", "<img", "<b>topic")
                .contains("&lt;script&gt;");
        assertThat(get("/" + "%3Cscript%3Ealert(1)").body()).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @CsvSource({
        "/news/ai/feed.json, application/feed+json",
        "/news/ai/atom.xml?n=1, application/atom+xml",
        "/news/ai/rss.xml?heat=80, application/rss+xml"
    })
    void shouldServeTheFormatsOfFeedReaders(String path, String mediaType) throws Exception {
        RankedFeed feed = Samples.feed(Samples.ranked("a", 80, Samples.NOON, "AI"));
        store.replace(Map.of("news/ai", new RankedFeed("news/ai", feed.updated(), false, feed.entries())));

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
        assertThat(response.headers().firstValue("Cache-Control")).contains("max-age=60");
        assertThat(response.body()).contains("A title", "https://news.example" + path);
        String etag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(path.replace("/ai/", "/none/")).statusCode()).isEqualTo(404);
        assertThat(get(path.replaceFirst("[?].*|$", "?n=many")).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSendHeadersThatForbidForeignCode() throws Exception {
        for (String path : List.of("/", "/api/feeds", "/nothing", "/assets/live.js", "/health/ready")) {
            HttpResponse<String> response = get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
    }

    @Test
    void shouldRefuseOtherHosts() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains(" 421 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ");
        assertThat(raw("GET /health/live HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @Test
    void shouldAnswer304UntilTheFeedChanges() throws Exception {
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON))));
        for (String path : List.of("/news", "/api/feeds/news")) {
            String etag = get(path).headers().firstValue("ETag").orElseThrow();
            String modified = get(path).headers().firstValue("Last-Modified").orElseThrow();
            assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
            assertThat(get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
            assertThat(get(path, "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
        }
        String etag = get("/news").headers().firstValue("ETag").orElseThrow();
        store.replace(Map.of("news", Samples.feed(Samples.ranked("b", 80, Samples.NOON))));

        assertThat(get("/news", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCompress() throws Exception {
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON))));
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(uri("/news"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofInputStream());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(get("/news").body());
    }

    @Test
    void shouldSendTheFeedAndEachChange() throws Exception {
        RankedFeed first = Samples.feed(Samples.ranked("a", 80, Samples.NOON));
        store.replace(Map.of("news", first));
        HttpResponse<InputStream> response =
                http.send(HttpRequest.newBuilder(uri("/events/news")).build(), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(data(lines)).isEqualTo(first);
            RankedFeed second = Samples.feed(Samples.ranked("b", 90, Samples.NOON));
            store.replace(Map.of("news", second));
            assertThat(data(lines)).isEqualTo(second);
            store.replace(Map.of());
            assertThat(data(lines).entries()).isEmpty();
        }
        store.replace(Map.of("news", first));
        await().until(() -> {
            store.replace(Map.of("news", Samples.feed(Samples.ranked("c", 90, Instant.now()))));
            return server.eventClients() == 0;
        });
    }

    @Test
    void shouldBoundTheNumberOfClients() throws Exception {
        for (int client = 0; client < 2; client++) {
            assertThat(http.send(HttpRequest.newBuilder(uri("/events/news")).build(), BodyHandlers.ofInputStream())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("/events/news").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer secret, text/markdown, x, 202, Accepted",
        "bearer secret, application/json; charset=utf-8, x, 202, Accepted",
        "Bearer secret, text/markdown, 'a\tb', 422, Rejected",
        "Bearer secret, text/csv, x, 415, Error",
        "Bearer other, text/markdown, x, 401, Error",
        "Basic secret, text/markdown, x, 401, Error"
    })
    void shouldTakeArticleFiles(String authorization, String type, String body, int status, String schema)
            throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri("/articles"))
                        .header("Authorization", authorization)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
        assertDescribed(schema, response.body());
    }

    @Test
    void shouldRefuseFilesThatAreTooLarge() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/articles"))
                .header("Authorization", "Bearer secret")
                .header("Content-Type", "text/markdown")
                .POST(BodyPublishers.ofString("x".repeat(1_001)))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    @Test
    void shouldAnswerAsTheOpenApiDocumentSays() throws Exception {
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON, "AI"))));
        String id = Samples.id("a");

        assertDescribed("Feeds", get("/api/feeds").body());
        assertDescribed("Feed", get("/api/feeds/news").body());
        assertDescribed("ArticlePlaces", get("/api/articles?id=" + id).body());
        assertDescribed(
                "ArticlePlaces",
                get("/api/articles/" + id.replace(":", "%3A").replace("/", "%2F"))
                        .body());
        assertDescribed("Error", get("/api/feeds/none").body());
        assertDescribed("Error", get("/api/feeds/news?n=x").body());
        assertThat(get("/api/feeds/news?n=x").statusCode()).isEqualTo(400);
    }

    private void assertDescribed(String schema, String json) throws Exception {
        JsonNode document = Json.MAPPER.readTree(get("/api/openapi.json").body());
        String text = Json.MAPPER.writeValueAsString(
                Map.of("$ref", "#/components/schemas/" + schema, "components", document.get("components")));
        Schema checked = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        assertThat(checked.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    private static RankedFeed data(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return Json.MAPPER.readValue(line.substring("data: ".length()), RankedFeed.class);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
