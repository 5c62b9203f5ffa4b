package dev.heatwire.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventServletTest {
    private static final int MAX_CLIENTS = 1;
    private static final int READ_MILLIS = 10_000;

    private final WebServer server = WebServer.start(
            "127.0.0.1",
            0,
            new WebSettings("Test", Optional.empty(), List.of(), false, false, Optional.empty(), 1_000, MAX_CLIENTS),
            WebContent.of(new FeedStore(Clock.systemUTC()), Clock.systemUTC()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldNotCountAClientThatAsksForTheHeadOnly() throws Exception {
        for (int request = 0; request <= MAX_CLIENTS; request++) {
            assertThat(head("/events/news"))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream")
                    .containsIgnoringCase("cache-control: no-store");
        }
        assertThat(server.eventClients()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/events/, 404", "/events/news, 200"})
    void shouldAnswerForTheHeadAsForTheWhole(String path, int status) throws Exception {
        assertThat(head(path)).startsWith("HTTP/1.1 " + status);
    }

    /** The whole response, which the server has to end. */
    private String head(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(READ_MILLIS);
            String request = "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
