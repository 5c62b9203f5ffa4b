package dev.heatwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.web.feed.FeedStore;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
    private static final int MAX_CONNECTIONS = 500;
    private static final int MAX_EVENT_CLIENTS = 2;
    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    @Test
    void shouldAcceptAFurtherConnectionWhenAnotherEnds() throws IOException {
        WebSettings settings = new WebSettings(
                "Test", Optional.empty(), List.of(), false, false, Optional.empty(), 1_000, MAX_EVENT_CLIENTS);
        WebContent content = WebContent.of(new FeedStore(Clock.systemUTC()), Clock.systemUTC());
        List<Socket> sockets = new ArrayList<>();
        try (WebServer server = WebServer.start("127.0.0.1", 0, settings, content)) {
            for (int number = 0; number < MAX_CONNECTIONS + MAX_EVENT_CLIENTS; number++) {
                sockets.add(request(server.port()));
                assertThat(sockets.get(number).getInputStream().read()).isEqualTo('H');
            }
            Socket further = request(server.port());
            sockets.add(further);
            further.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> further.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            sockets.get(0).close();
            further.setSoTimeout(LONG_MILLIS);
            assertThat(further.getInputStream().read()).isEqualTo('H');
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket request(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(LONG_MILLIS);
        socket.getOutputStream()
                .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
