package dev.heatwire.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Problem;
import dev.heatwire.events.Samples;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.PipelineHealth;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.publish.ArticleIntake;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each operation, status and parameter of the OpenAPI document is answered, and no other status. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final String TOKEN = "secret";
    private static final int MAX_FILE_BYTES = 1_000;

    private final FeedStore store = new FeedStore(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;
    /** Without a publish token, and without room for clients of events. */
    private WebServer closed;

    private record Call(
            String method, String operation, String query, int status, String authorization, String type, String body) {
        static Call get(String operation, String query, int status) {
            return new Call("GET", operation, query, status, "Bearer " + TOKEN, "text/markdown", "");
        }

        static Call post(String query, int status, String authorization, String type, String body) {
            return new Call("POST", "/articles", query, status, authorization, type, body);
        }

        static Call delete(String query, int status, String authorization) {
            return new Call("DELETE", "/articles", query, status, authorization, "text/markdown", "");
        }

        String response() {
            return method + " " + operation + " " + status;
        }
    }

    private static Stream<Call> calls() {
        String id = Samples.id("a").replace(":", "%3A").replace("/", "%2F");
        String token = "Bearer " + TOKEN;
        return Stream.of(
                Call.get("/api/feeds", "", 200),
                Call.get("/api/feeds/{news}", "?n=1&heat=70&provider=site.example&type=article&order=newest", 200),
                Call.get("/api/feeds/{news}", "", 304),
                Call.get("/api/feeds/{news}", "?n=many", 400),
                Call.get("/api/feeds/{none}", "", 404),
                Call.get("/api/articles", "?id=" + id, 200),
                Call.get("/api/articles", "", 400),
                Call.get("/api/articles", "?id=none", 404),
                Call.get("/api/articles/{" + id + "}", "", 200),
                Call.get("/api/articles/{none}", "", 404),
                Call.get("/events/{news}", "?content=order", 200),
                Call.get("/events/{news}", "", 503),
                Call.post("?key=k", 202, token, "text/markdown", "x"),
                Call.post("?key=", 400, token, "text/markdown", "x"),
                Call.post("", 401, "Bearer other", "text/markdown", "x"),
                Call.post("", 403, token, "text/markdown", "x"),
                Call.post("", 413, token, "text/markdown", "x".repeat(MAX_FILE_BYTES + 1)),
                Call.post("", 415, token, "text/csv", "x"),
                Call.post("", 422, token, "application/json", "wrong"),
                Call.delete("?key=k", 202, token),
                Call.delete("", 400, token),
                Call.delete("", 401, "Bearer other"),
                Call.delete("?key=k", 403, token));
    }

    private static final class Intake implements ArticleIntake {
        @Override
        public Outcome publish(Optional<String> key, byte[] file, Form form) {
            Problem problem = new Problem(Optional.of(1), Optional.of(1), Optional.of("title"), "yaml", "is missing");
            return form == Form.JSON
                    ? new Outcome(Optional.empty(), Optional.empty(), List.of(problem), List.of())
                    : new Outcome(Optional.of("id"), Optional.of(key.orElse("id")), List.of(), List.of());
        }

        @Override
        public void withdraw(String key) {}
    }

    @BeforeAll
    void start() {
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON))));
        server = start(Optional.of(TOKEN), 10);
        closed = start(Optional.empty(), 0);
    }

    private WebServer start(Optional<String> token, int maxEventClients) {
        WebContent content = new WebContent(
                store,
                () -> true,
                Optional.empty(),
                Optional.of(new Intake()),
                PipelineHealth.UNKNOWN,
                Clock.systemUTC());
        WebSettings settings = new WebSettings(
                "Test", Optional.empty(), List.of(), false, false, token, MAX_FILE_BYTES, maxEventClients);
        return WebServer.start("127.0.0.1", 0, settings, content);
    }

    @AfterAll
    void stop() {
        server.close();
        closed.close();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void shouldAnswerAsDocumented(Call call) throws Exception {
        WebServer asked = call.status() == 403 || call.status() == 503 ? closed : server;
        String path = call.operation().replaceAll("[{}]", "") + call.query();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked.port() + path))
                .header("Authorization", call.authorization())
                .header("Content-Type", call.type())
                .method(call.method(), BodyPublishers.ofString(call.body()));
        if (call.status() == 304) {
            request.header("If-None-Match", "*");
        }

        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        response.body().close();

        assertThat(response.statusCode()).isEqualTo(call.status());
    }

    @Test
    void shouldDocumentEveryAnswerAndParameter() throws Exception {
        Set<String> responses = new TreeSet<>();
        Set<String> parameters = new TreeSet<>();
        JsonNode paths = document().get("paths");
        for (String path : paths.propertyNames()) {
            JsonNode operations = paths.get(path);
            for (String method : operations.propertyNames()) {
                String operation = method.toUpperCase(Locale.ROOT) + " " + path;
                JsonNode described = operations.get(method);
                described.get("responses").propertyNames().forEach(status -> responses.add(operation + " " + status));
                described.path("parameters").forEach(parameter -> {
                    if (parameter.get("in").asString().equals("query")) {
                        parameters.add(operation + " " + parameter.get("name").asString());
                    }
                });
            }
        }

        assertThat(calls().map(Call::response).map(OpenApiTest::template)).containsOnlyOnceElementsOf(responses);
        assertThat(calls().map(Call::response).map(OpenApiTest::template)).hasSameElementsAs(responses);
        assertThat(calls().filter(call -> call.status() < 300).flatMap(OpenApiTest::parameters))
                .hasSameElementsAs(parameters);
    }

    /** The operation as the document names it. */
    private static String template(String response) {
        return response.replaceAll("(feeds|events)/\\{[^}]*}", "$1/{feed}")
                .replaceAll("articles/\\{[^}]*}", "articles/{id}");
    }

    private static Stream<String> parameters(Call call) {
        String operation = template(call.method() + " " + call.operation());
        return Stream.of(call.query().replace("?", "").split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> operation + " " + parameter.split("=")[0]);
    }

    private JsonNode document() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/openapi.json");
        return Json.MAPPER.readTree(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }
}
