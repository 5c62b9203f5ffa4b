package dev.heatwire.web.syndication;

import static dev.heatwire.web.syndication.Validators.json;
import static dev.heatwire.web.testing.EntryBuilder.entry;
import static dev.heatwire.web.testing.EntryBuilder.feed;
import static dev.heatwire.web.testing.EntryBuilder.typicalFeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.testing.EntryBuilder;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonFeedWriterTest {
    private static final PublicSite SITE = new PublicSite("Example", URI.create("https://example.com/"), true);

    @Test
    void shouldWriteWhatReadersShow() {
        JsonNode feed = json(render(feed(
                "news/computer-vision",
                Samples.NOON,
                entry("a")
                        .title("Q&amp;A: what&#8217;s <em>next</em>?")
                        .excerpt("AT&T &amp;amp; others")
                        .topic("Computer Vision")
                        .image("https://site.example/a.jpg", 640, 480)
                        .coveredBy("b", "The same story")
                        .explainedBy("image", 20, "has at least one image"))));

        assertThat(feed.get("title").stringValue()).isEqualTo("Example: news, Computer Vision");
        assertThat(feed.get("home_page_url").stringValue()).isEqualTo("https://example.com/news/computer-vision");
        assertThat(feed.get("items").get(0).toString()).isEqualTo("""
                        {"id":"https://site.example/a","url":"https://site.example/a",\
                        "title":"Q&A: what’s next?","content_text":"AT&T &amp; others","summary":"AT&T &amp; others",\
                        "image":"https://site.example/a.jpg","date_published":"2026-03-01T11:30:00Z",\
                        "authors":[{"name":"Example News","url":"https://site.example/"}],"tags":["Computer Vision"],\
                        "_heatwire":{"rank":1,"heat":100,"quality":100,"type":"article",\
                        "publishedDateTime":"2026-03-01T11:00:00Z","coverageCount":1,\
                        "coverage":[{"title":"The same story","url":"https://site.example/b",\
                        "provider":"Other News"}],\
                        "explanation":[{"part":"image","points":20,"reason":"has at least one image"}]}}""");
    }

    @Test
    void shouldTellTheMeaningOfItsExtensionOnce() {
        String document = json(render(typicalFeed(3))).toString();

        assertThat(document).containsOnlyOnce("\"about\"");
    }

    @Test
    void shouldKeepEveryArticleAndDropDetailsOfTheLast() {
        byte[] document = render(typicalFeed(200));
        JsonNode items = json(document).get("items");

        assertThat(document).hasSizeBetween(JsonFeedWriter.MAX_SIZE - 3_000, JsonFeedWriter.MAX_SIZE);
        assertThat(items).hasSize(200);
        assertThat(items.get(0).get("_heatwire").has("explanation")).isTrue();
        assertThat(items.get(199).get("_heatwire").has("explanation")).isFalse();
    }

    @Test
    void shouldLeaveOutTheLastArticlesThatDoNotFit() {
        EntryBuilder[] entries = IntStream.range(0, 500)
                .mapToObj(number ->
                        entry("a" + number).excerpt("x".repeat(100_000)).explainedBy("p", 1, "r".repeat(9_000)))
                .toArray(EntryBuilder[]::new);

        byte[] document = render(feed(entries));
        JsonNode items = json(document).get("items");

        assertThat(document).hasSizeBetween(JsonFeedWriter.MAX_SIZE - 3_000, JsonFeedWriter.MAX_SIZE);
        assertThat(items).hasSizeBetween(50, 200);
        assertThat(items.get(items.size() - 1).get("_heatwire").get("rank").intValue())
                .isEqualTo(items.size());
    }

    private static byte[] render(RankedFeed feed) {
        return FeedFormat.JSON_FEED.render(feed, SITE, FeedQuery.ALL);
    }
}
