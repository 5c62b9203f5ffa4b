package dev.heatwire.web.syndication;

import static dev.heatwire.web.syndication.Validators.assertValid;
import static dev.heatwire.web.syndication.Validators.json;
import static dev.heatwire.web.syndication.Validators.parsed;
import static dev.heatwire.web.testing.EntryBuilder.entry;
import static dev.heatwire.web.testing.EntryBuilder.feed;
import static dev.heatwire.web.testing.EntryBuilder.typicalFeed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.testing.EntryBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What holds for every format. */
class FeedFormatTest {
    private static final PublicSite SITE = new PublicSite("Example", URI.create("https://example.com/feeds"), true);

    /** Backspace, a non-character, half a pair, the end of CDATA, markup, and a character outside the basic plane. */
    private static final String HOSTILE =
            "\b\uFFFE\uD800]]><script>alert(1)</script>&lt;b&gt;\0 \u202E 🗞 \"'&amp;amp;";

    @ParameterizedTest
    @EnumSource
    void shouldWriteAnEmptyFeed(FeedFormat format) {
        assertValid(format, render(format, feed()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteLargeFeeds(FeedFormat format) {
        assertValid(format, render(format, typicalFeed(100)));
        assertValid(format, render(format, typicalFeed(500)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAnArticleThatHasLittle(FeedFormat format) {
        assertValid(format, render(format, feed(entry("a").excerpt(null))));
        assertValid(format, render(format, feed(entry("a").excerpt(" &nbsp; ").url("/relative"))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayValidWhateverTheRecordHolds(FeedFormat format) {
        RankedFeed hostile = feed(
                "news/" + "x\uFFFEy",
                Samples.NOON,
                entry("a")
                        .title(HOSTILE)
                        .excerpt(HOSTILE)
                        .provider(HOSTILE, "site.example/\"><script>")
                        .topic(HOSTILE)
                        .topic("\uFFFE")
                        .image("https://site.example/a b\"<>.jpg?x={1}|\u00e9", 0, -1)
                        .coveredBy("b", HOSTILE)
                        .explainedBy("title", 10, HOSTILE),
                entry("b").title("\uFFFE").provider("\uFFFF", "\uFFFF"),
                entry("c").url("https://site.example/%zz/a b#c#d\\e"));

        byte[] document = render(format, hostile);

        assertValid(format, document);
        assertThat(ids(format, document)).containsExactly(Samples.id("a"), Samples.id("b"), Samples.id("c"));
        assertThat(title(format, document, 0)).isEqualTo("]]> alert(1) <b> \u202E 🗞 \"'&amp;");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLinkOnlyToHttpAndHttps(FeedFormat format) {
        for (String address :
                List.of("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//other.example")) {
            byte[] document = render(format, feed(entry("a").url(address).image(address, 1, 1)));

            assertValid(format, document);
            assertThat(new String(document, UTF_8)).doesNotContain(address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameItsPublicAddress(FeedFormat format) {
        byte[] document = format.render(
                feed("news/c#", Samples.NOON, entry("a")), SITE, FeedQuery.of(Map.of("n", "5", "heat", "80")::get));

        String self = "https://example.com/feeds/news/c%23/" + format.fileName() + "?n=5&heat=80";
        if (format == FeedFormat.JSON_FEED) {
            assertThat(json(document).get("feed_url").stringValue()).isEqualTo(self);
        } else {
            assertThat(new String(document, UTF_8)).contains("\"" + self.replace("&", "&amp;") + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteTheSelection(FeedFormat format) {
        RankedFeed feed = feed(
                entry("a").heat(90),
                entry("b").heat(70),
                entry("c").heat(80),
                entry("d").heat(80));

        byte[] document = format.render(feed, SITE, FeedQuery.of(Map.of("n", "2", "heat", "80")::get));

        assertThat(ids(format, document)).containsExactly(Samples.id("a"), Samples.id("c"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDateAnArticleByItsEntryIntoTheFeed(FeedFormat format) {
        byte[] document = render(
                format,
                feed(
                        entry("a").published(Samples.NOON.minusSeconds(90_000)).entered(Samples.NOON.minusSeconds(60)),
                        entry("b").published(Samples.NOON.plusSeconds(90_000)).entered(Samples.NOON.plusSeconds(60))));

        assertThat(dates(format, document).values())
                .as("the second entered after the feed was made")
                .containsExactly("2026-03-01T11:59:00Z", "2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotTellHeatOrRankInTheText(FeedFormat format) {
        byte[] cool = render(format, feed(entry("a").heat(70), entry("b")));
        byte[] hot = render(format, feed(entry("b"), entry("a").heat(170)));

        assertThat(dates(format, hot)).isEqualTo(dates(format, cool));
        assertThat(title(format, hot, 1)).isEqualTo(title(format, cool, 0));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepIdsAndDatesOverADayOfChanges(FeedFormat format) {
        Random random = new Random(format.ordinal());
        Map<String, String> first = new TreeMap<>();
        for (int minute = 0; minute < 24 * 60; minute += 10) {
            List<EntryBuilder> entries = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                if (random.nextInt(5) > 0) {
                    entries.add(entry("article-" + number)
                            .title("Title " + random.nextInt())
                            .excerpt("Excerpt " + random.nextInt())
                            .heat(70 + random.nextInt(100))
                            .entered(Samples.NOON.plusSeconds(number)));
                }
            }
            Collections.shuffle(entries, random);
            RankedFeed feed = feed(
                    "news", Samples.NOON.plus(Duration.ofMinutes(1 + minute)), entries.toArray(EntryBuilder[]::new));

            dates(format, render(format, feed)).forEach((id, date) -> {
                assertThat(first.putIfAbsent(id, date)).as(id).isIn(null, date);
            });
        }
        assertThat(first).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotDependOnTheMachine(FeedFormat format) {
        RankedFeed feed = typicalFeed(3);
        byte[] expected = render(format, feed);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(render(format, feed)).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static byte[] render(FeedFormat format, RankedFeed feed) {
        return format.render(feed, SITE, FeedQuery.ALL);
    }

    private static List<String> ids(FeedFormat format, byte[] document) {
        return format == FeedFormat.JSON_FEED
                ? json(document)
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("id").stringValue())
                        .toList()
                : parsed(document).getEntries().stream().map(SyndEntry::getUri).toList();
    }

    private static String title(FeedFormat format, byte[] document, int at) {
        return format == FeedFormat.JSON_FEED
                ? json(document).get("items").get(at).get("title").stringValue()
                : parsed(document).getEntries().get(at).getTitle();
    }

    /** The date of each item by id: that of publication, and that of the update where the format has one. */
    private static Map<String, String> dates(FeedFormat format, byte[] document) {
        Map<String, String> dates = new TreeMap<>();
        if (format == FeedFormat.JSON_FEED) {
            for (JsonNode item : json(document).get("items")) {
                dates.put(
                        item.get("id").stringValue(), item.get("date_published").stringValue());
            }
        } else {
            for (SyndEntry entry : parsed(document).getEntries()) {
                String published = entry.getPublishedDate().toInstant().toString();
                if (format == FeedFormat.ATOM) {
                    assertThat(entry.getUpdatedDate().toInstant()).hasToString(published);
                }
                dates.put(entry.getUri(), published);
            }
        }
        return dates;
    }
}
