package dev.heatwire.app.outlets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.app.config.Settings;
import dev.heatwire.broker.EmbeddedBroker;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutletsTest {
    /** RFC 2606 reserves the name: it never resolves. */
    private static final String UNKNOWN_BROKER = "broker.invalid:9092";

    @Test
    void shouldBeLiveAndNotReadyWhileTheBrokerCannotBeFound() throws Exception {
        Settings settings = Settings.of(
                Map.of(
                        Settings.BOOTSTRAP_SERVERS,
                        UNKNOWN_BROKER,
                        Settings.HTTP_PORT,
                        Integer.toString(EmbeddedBroker.freePort())),
                Map.of(),
                List.of());
        try (Outlets outlets = Outlets.start(settings)) {
            assertThat(get(outlets, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(outlets, "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> get(Outlets outlets, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(outlets.address().resolve(path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
