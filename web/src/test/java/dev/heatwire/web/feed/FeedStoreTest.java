package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.web.http.Document;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedStoreTest {
    private final FeedStore store = new FeedStore(Clock.systemUTC());
    private final List<String> rendered = new ArrayList<>();

    @Test
    void shouldTellAListenerUntilItIsRemoved() {
        List<String> told = new ArrayList<>();
        Runnable stopListening = store.listen(version -> told.add(version.name()));
        store.replace(Map.of("news", feed("news", "a")));
        assertThat(told).containsExactly("news");

        stopListening.run();
        store.replace(Map.of());

        assertThat(told).containsExactly("news");
    }

    @Test
    void shouldKeepTheDocumentsOfAllFeedsThatWereAskedForLastUpToANumberOfBytes() {
        store.replace(Map.of("news", feed("news", "a"), "news/ai", feed("news/ai", "a")));
        FeedVersion news = store.feed("news").orElseThrow();
        FeedVersion ai = store.feed("news/ai").orElseThrow();

        ask(news, "page");
        for (int number = 0; number < 20; number++) {
            ask(news, "other " + number);
            ask(ai, "other " + number);
            ask(news, "page");
        }
        assertThat(rendered).hasSize(41).containsOnlyOnce("news page");

        ask(news, "other 0");
        ask(ai, "other 19");
        assertThat(rendered).hasSize(42).endsWith("news other 0");
    }

    @Test
    void shouldRenderADocumentAgainWhenTheFeedChanges() {
        store.replace(Map.of("news", feed("news", "a")));
        ask(store.feed("news").orElseThrow(), "page");
        store.replace(Map.of("news", feed("news", "b")));
        ask(store.feed("news").orElseThrow(), "page");

        assertThat(rendered).hasSize(2);
    }

    private static RankedFeed feed(String name, String article) {
        RankedFeed feed = Samples.feed(Samples.ranked(article, 80, Samples.NOON));
        return new RankedFeed(name, feed.updated(), feed.cut(), feed.entries());
    }

    private void ask(FeedVersion version, String name) {
        byte[] body = new byte[1_000_000];
        version.document(name, () -> {
            rendered.add(version.name() + " " + name);
            return Document.json(body, Samples.NOON);
        });
    }
}
