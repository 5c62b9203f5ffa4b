package dev.heatwire.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.http.Document;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventFramesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static IntStream documents() {
        return IntStream.range(0, 64);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldMakeAFrameHoweverManyDocumentsWereRendered(int documents) {
        FeedVersion version = FeedVersion.empty("news", NOON);
        for (int number = 0; number < documents; number++) {
            String name = "page " + number;
            version.document(name, () -> Document.html(name, NOON));
        }

        String frame = new String(EventFrames.whole(version), StandardCharsets.UTF_8);

        assertThat(frame)
                .isEqualTo("id: " + NOON.toEpochMilli() + "\ndata: "
                        + new String(version.json().body(), StandardCharsets.UTF_8) + "\n\n");
    }
}
