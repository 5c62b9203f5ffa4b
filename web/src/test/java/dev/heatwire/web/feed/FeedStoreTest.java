package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedStoreTest {
    private final FeedStore store = new FeedStore(Clock.systemUTC());

    @Test
    void shouldTellAListenerUntilItIsRemoved() {
        List<String> told = new ArrayList<>();
        Runnable stopListening = store.listen(version -> told.add(version.name()));
        store.replace(Map.of("news", Samples.feed(Samples.ranked("a", 80, Samples.NOON))));
        assertThat(told).containsExactly("news");

        stopListening.run();
        store.replace(Map.of());

        assertThat(told).containsExactly("news");
    }
}
