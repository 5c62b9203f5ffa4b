package dev.heatwire.web.syndication;

import static dev.heatwire.web.syndication.Validators.parsed;
import static dev.heatwire.web.testing.EntryBuilder.entry;
import static dev.heatwire.web.testing.EntryBuilder.feed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedQuery;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XmlFeedsTest {
    private static final PublicSite SITE = new PublicSite("Example", URI.create("https://example.com/"), true);

    private static final RankedFeed FEED = feed(entry("a")
            .title("R&amp;D: 1 < 2")
            .excerpt("&lt;b&gt; isn't a tag")
            .provider("Reuters", "reuters.com")
            .topic("Computer Vision")
            .image("https://site.example/a.jpg?w=1&h=2", 640, 480));

    @ParameterizedTest
    @EnumSource(
            value = FeedFormat.class,
            names = {"ATOM", "RSS"})
    void shouldBeReadBackByRome(FeedFormat format) {
        SyndEntry entry = parsed(render(format)).getEntries().get(0);

        assertThat(entry.getUri()).isEqualTo("https://site.example/a");
        assertThat(entry.getLink()).isEqualTo("https://site.example/a");
        assertThat(entry.getTitle()).isEqualTo("R&D: 1 < 2");
        assertThat(entry.getAuthor()).isEqualTo("Reuters");
        assertThat(entry.getCategories()).extracting(SyndCategory::getName).hasSize(1);
        assertThat(entry.getForeignMarkup())
                .filteredOn(element -> element.getNamespaceURI().equals("http://search.yahoo.com/mrss/"))
                .singleElement()
                .satisfies(media -> {
                    assertThat(media.getAttributeValue("url")).isEqualTo("https://site.example/a.jpg?w=1&h=2");
                    assertThat(media.getAttributeValue("width")).isEqualTo("640");
                    assertThat(media.getAttributeValue("height")).isEqualTo("480");
                });
    }

    @Test
    void shouldWriteTheSummaryOfAtomAsText() {
        assertThat(text(FeedFormat.ATOM)).contains("<summary type=\"text\">&lt;b&gt; isn't a tag</summary>");
    }

    @Test
    void shouldWriteTheDescriptionOfRssAsEscapedHtml() {
        assertThat(text(FeedFormat.RSS)).contains("<description>&amp;lt;b&amp;gt; isn't a tag</description>");
    }

    @Test
    void shouldLinkAtomToItselfAndToItsPageOnce() {
        assertThat(text(FeedFormat.ATOM))
                .containsOnlyOnce("rel=\"self\"")
                .containsOnlyOnce("href=\"https://example.com/news\"");
    }

    private static String text(FeedFormat format) {
        return new String(render(format), UTF_8);
    }

    private static byte[] render(FeedFormat format) {
        return format.render(FEED, SITE, FeedQuery.ALL);
    }
}
