package dev.heatwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import dev.heatwire.web.feed.FeedStore;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebServerPortTest {
    private static final WebSettings SETTINGS =
            new WebSettings("Test", Optional.empty(), List.of(), false, false, Optional.empty(), 1_000, 2);

    private final FeedStore store = new FeedStore(Clock.systemUTC());

    @Test
    @Timeout(30)
    void shouldSendChangesOnAnotherPortWhenTheFirstIsInUse() throws Exception {
        WebContent content = WebContent.of(store, Clock.systemUTC());
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                WebServer server = WebServer.startNear("127.0.0.1", occupied.getLocalPort(), SETTINGS, content)) {
            assertThat(server.port()).isNotEqualTo(occupied.getLocalPort());
            HttpRequest events = HttpRequest.newBuilder(server.address().resolve("/events/news"))
                    .build();
            HttpResponse<InputStream> response = HttpClient.newHttpClient().send(events, BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo(":");

                store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON))));

                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine()).startsWith("id: ");
            }
        }
    }
}
