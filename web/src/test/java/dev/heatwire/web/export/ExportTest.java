package dev.heatwire.web.export;

import static dev.heatwire.web.testing.EntryBuilder.entry;
import static dev.heatwire.web.testing.EntryBuilder.feed;
import static dev.heatwire.web.testing.EntryBuilder.typicalFeed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.syndication.FeedFormat;
import dev.heatwire.web.syndication.PublicSite;
import dev.heatwire.web.testing.EntryBuilder;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExportTest {
    private static final PublicSite SITE = new PublicSite("Example", URI.create("https://example.com/"), false);

    @Test
    void shouldHaveEveryFeedInEveryFormat() {
        Export export =
                export(EnumSet.allOf(ExportFormat.class), feed(entry("a")), feed("news/c#", Samples.NOON, entry("b")));

        assertThat(export.files())
                .containsOnlyKeys(
                        "news/feed.json",
                        "news/atom.xml",
                        "news/rss.xml",
                        "news/c#/feed.json",
                        "news/c#/atom.xml",
                        "news/c#/rss.xml",
                        "api/news/index.json",
                        "api/news/c#/index.json",
                        "_data/heatwire.json",
                        "data/heatwire.json");
        assertThat(export.skipped()).isEmpty();
    }

    @Test
    void shouldWriteTheFeedsThatTheServerWrites() {
        RankedFeed feed = typicalFeed(3);

        assertThat(export(Set.of(ExportFormat.ATOM), feed)
                        .files()
                        .get("news/atom.xml")
                        .content())
                .isEqualTo(FeedFormat.ATOM.render(feed, SITE, FeedQuery.ALL));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "25, 1, 25", "26, 2, 1", "100, 4, 25"})
    void shouldHaveTwentyFiveArticlesOnAPage(int articles, int pages, int onTheLast) {
        Export export = export(Set.of(ExportFormat.API), typicalFeed(articles));

        assertThat(export.files()).hasSize(pages);
        for (int page = 1; page <= pages; page++) {
            JsonNode content = json(export, page == 1 ? "api/news/index.json" : "api/news/" + page + "/index.json");
            assertThat(content.get("page").intValue()).isEqualTo(page);
            assertThat(content.get("value")).hasSize(page < pages ? 25 : onTheLast);
            assertThat(content.has("nextPage")).isEqualTo(page < pages);
            assertThat(content.path("nextPage").intValue(page + 1)).isEqualTo(page + 1);
        }
    }

    @Test
    void shouldNameTheFieldsOfAnArticleAsItsFileDoes() {
        Export export = export(
                Set.of(ExportFormat.API),
                feed(entry("a")
                        .title("Q&amp;A")
                        .excerpt("<p>One &amp; two</p>")
                        .url("https://site.example/A?x=1")
                        .provider("CNET", "cnet.com")
                        .topic("Computer Vision")
                        .image("https://site.example/a.jpg", 640, 480)
                        .coveredBy("b", "The same story")));

        assertThat(json(export, "api/news/index.json").get("value").get(0)).isEqualTo(Json.MAPPER.readTree("""
                        {"id": "https://site.example/a", "rank": 1, "title": "Q&A", "excerpt": "One & two",
                         "webUrl": "https://site.example/A?x=1", "type": "article", "heat": 100, "quality": 100,
                         "publishedDateTime": "2026-03-01T11:00:00Z", "enteredDateTime": "2026-03-01T11:30:00Z",
                         "provider": {"name": "CNET", "domain": "cnet.com"}, "categories": ["news"],
                         "topics": ["Computer Vision"],
                         "images": [{"url": "https://site.example/a.jpg", "width": 640, "height": 480}],
                         "coverageCount": 1,
                         "coverage": [{"title": "The same story", "webUrl": "https://site.example/b",
                                       "provider": "Other News"}]}"""));
    }

    @Test
    void shouldGiveSiteGeneratorsAllFeedsByName() {
        Export export = export(
                Set.of(ExportFormat.HUGO),
                feed("news/ai", Samples.NOON, entry("b")),
                feed(entry("a").url("data:x")));

        JsonNode data = json(export, "data/heatwire.json");
        assertThat(data.get("title").stringValue()).isEqualTo("Example");
        assertThat(data.get("feeds").propertyNames()).containsExactly("news", "news/ai");
        assertThat(data.at("/feeds/news/updated").stringValue()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(data.at("/feeds/news/entries/0").has("webUrl")).isFalse();
        assertThat(data.get("feeds").get("news/ai").at("/entries/0/id").stringValue())
                .isEqualTo(Samples.id("b"));
    }

    @Test
    void shouldGiveSiteGeneratorsAnEmptyObjectWhenThereIsNoFeed() {
        assertThat(json(export(Set.of(ExportFormat.JEKYLL)), "_data/heatwire.json")
                        .get("feeds"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "news/..",
                "../news",
                "/etc",
                "news//ai",
                "news/",
                "a\\..\\b",
                ".git/hooks",
                "news/feed.json",
                "news/RSS.xml",
                "news/.heatwire-export.json"
            })
    void shouldNotLeaveItsDirectory(String name) {
        Export export = export(EnumSet.allOf(ExportFormat.class), feed(name, Samples.NOON, entry("a")));

        assertThat(export.skipped()).containsExactly(name);
        assertThat(export.files()).containsOnlyKeys("_data/heatwire.json", "data/heatwire.json");
    }

    @Test
    void shouldKeepThePagesOfACategoryApartFromItsTopics() {
        Export export = export(
                Set.of(ExportFormat.API),
                feed(IntStream.range(0, 30).mapToObj(at -> entry("a" + at)).toArray(EntryBuilder[]::new)),
                feed("news/2", Samples.NOON, entry("b")));

        assertThat(json(export, "api/news/2/index.json").get("value")).hasSize(5);
    }

    private static Export export(Set<ExportFormat> formats, RankedFeed... feeds) {
        return Export.of(List.of(feeds), SITE, formats);
    }

    private static JsonNode json(Export export, String path) {
        return Json.MAPPER.readTree(export.files().get(path).content());
    }
}
