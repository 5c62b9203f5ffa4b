package dev.heatwire.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.web.feed.FeedVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventFramesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldSendTheFeedWithItsTimeAsId() {
        FeedVersion version = FeedVersion.empty("news", NOON);

        assertThat(new String(EventFrames.whole(version), StandardCharsets.UTF_8))
                .isEqualTo("id: " + NOON.toEpochMilli() + "\ndata: "
                        + new String(version.json().body(), StandardCharsets.UTF_8) + "\n\n");
    }
}
