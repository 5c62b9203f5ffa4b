package dev.heatwire.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Samples;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.testing.EntryBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageSizeTest {
    private static final int MAX_BYTES = 100_000;
    private static final Pattern ABOUT = Pattern.compile("href=\"([?]about=[0-9a-f]{12})\"");
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    private final FeedStore store = new FeedStore(CLOCK);
    private WebServer server;

    @BeforeEach
    void start() {
        server = WebServer.start("127.0.0.1", 0, WebSettings.DEFAULTS, WebContent.of(store, CLOCK));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldStayUnder100KilobytesWith100Articles() throws Exception {
        store.replace(Map.of(
                "news", EntryBuilder.typicalFeed(100),
                "news/ai", EntryBuilder.feed("news/ai", Samples.NOON, EntryBuilder.typical(1)),
                "news/computer-vision", EntryBuilder.feed("news/computer-vision", Samples.NOON)));

        byte[] page = get("/news", BodyHandlers.ofByteArray()).body();

        assertThat(page).hasSizeLessThan(MAX_BYTES);
        assertThat(new String(page, StandardCharsets.UTF_8))
                .contains(
                        "Headline number 99 is about", "image +20, amp +20, provider +30, topic +4, title keyword +15")
                .doesNotContain("<img");
    }

    @Test
    void shouldShowAllCoveringArticlesOnAPageOfTheArticle() throws Exception {
        store.replace(Map.of("news", EntryBuilder.typicalFeed(6)));
        List<String> about = ABOUT.matcher(get("/news", BodyHandlers.ofString()).body())
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(about).hasSize(6).doesNotHaveDuplicates();
        assertThat(get("/news" + about.get(1), BodyHandlers.ofString()).body())
                .contains("What another newspaper says of headline number 1 in its own words", "has an AMP URL");
        assertThat(get("/news?about=000000000000", BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> handler) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), handler);
    }
}
