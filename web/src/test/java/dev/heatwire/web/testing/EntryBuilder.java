package dev.heatwire.web.testing;

import dev.heatwire.events.DeclaredScores;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.FeedEntry.EntryImage;
import dev.heatwire.events.FeedEntry.EntryProvider;
import dev.heatwire.events.FeedEntry.EntryTopic;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import dev.heatwire.events.url.Slug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Entries of ranked feeds for tests; a test sets only the fields that it is about. */
public final class EntryBuilder {
    private String id;
    private String url;
    private String title = "A title";
    private Optional<String> excerpt = Optional.of("An excerpt.");
    private Instant published = Samples.NOON.minusSeconds(3_600);
    private Instant entered = Samples.NOON.minusSeconds(1_800);
    private EntryProvider provider = new EntryProvider("Example News", "site.example", Optional.empty());
    private Optional<EntryImage> image = Optional.empty();
    private int heat = 100;
    private final List<EntryTopic> topics = new ArrayList<>();
    private final List<CoveringArticle> coverage = new ArrayList<>();
    private final List<ScoreComponent> explanation = new ArrayList<>();

    private EntryBuilder(String name) {
        id = Samples.id(name);
        url = id;
    }

    public static EntryBuilder entry(String name) {
        return new EntryBuilder(name);
    }

    public EntryBuilder id(String value) {
        id = value;
        return this;
    }

    public EntryBuilder url(String value) {
        url = value;
        return this;
    }

    public EntryBuilder title(String value) {
        title = value;
        return this;
    }

    public EntryBuilder excerpt(String value) {
        excerpt = Optional.ofNullable(value);
        return this;
    }

    public EntryBuilder published(Instant value) {
        published = value;
        return this;
    }

    public EntryBuilder entered(Instant value) {
        entered = value;
        return this;
    }

    public EntryBuilder provider(String name, String domain) {
        provider = new EntryProvider(name, domain, Optional.empty());
        return this;
    }

    public EntryBuilder image(String address, Integer width, Integer height) {
        image = Optional.of(new EntryImage(address, Optional.ofNullable(width), Optional.ofNullable(height)));
        return this;
    }

    public EntryBuilder heat(int value) {
        heat = value;
        return this;
    }

    public EntryBuilder topic(String name) {
        topics.add(new EntryTopic(Slug.of(name), name));
        return this;
    }

    public EntryBuilder coveredBy(String name, String other) {
        coverage.add(new CoveringArticle(
                Samples.id(name),
                other,
                Samples.id(name),
                "Other News",
                Optional.of(50),
                CoverageKind.LIVE,
                Optional.empty()));
        return this;
    }

    public EntryBuilder explainedBy(String part, int points, String reason) {
        explanation.add(new ScoreComponent(part, points, reason));
        return this;
    }

    private FeedEntry build(int rank) {
        return new FeedEntry(
                rank,
                entered,
                id,
                url,
                title,
                excerpt,
                "article",
                published,
                provider,
                topics,
                image,
                Optional.empty(),
                heat,
                heat,
                1.5,
                DeclaredScores.NOTHING,
                id,
                Optional.empty(),
                coverage.size(),
                coverage,
                explanation,
                reasons());
    }

    private Reasons reasons() {
        int covering = coverage.size();
        return new Reasons(
                covering == 0
                        ? "leads: no other article covers the story"
                        : "leads: no covering article has a higher quality",
                "heat %d: quality %d + %d covering × 10".formatted(heat, heat - 10 * covering, covering),
                "published, because its heat of %d reaches 70".formatted(heat));
    }

    /** A feed with these entries in this order. */
    public static RankedFeed feed(String name, Instant updated, EntryBuilder... entries) {
        return new RankedFeed(
                name,
                updated,
                false,
                IntStream.range(0, entries.length)
                        .mapToObj(at -> entries[at].build(at + 1))
                        .toList());
    }

    public static RankedFeed feed(EntryBuilder... entries) {
        return feed("news", Samples.NOON, entries);
    }

    /** An entry that is as large as real ones are. */
    public static EntryBuilder typical(int number) {
        EntryBuilder entry = entry("2026/03/01/an-article-with-an-address-of-typical-length-%03d".formatted(number))
                .title("Headline number %d is about as long as the headlines of most newspapers".formatted(number))
                .excerpt("IBM announced Monday that it&#x27;s withdrawing from the market, saying it worries that the "
                        + "technology is being used to promote discrimination &amp; injustice. ".repeat(1 + number % 2))
                .image("https://images.site.example/pictures/%03d/1200x675/cover.jpg".formatted(number), 1200, 675)
                .topic("Computer Vision")
                .topic("AI")
                .heat(200 - number % 100)
                .explainedBy("image", 20, "has at least one image")
                .explainedBy("amp", 20, "has an AMP URL")
                .explainedBy("provider", 30, "provider standing: site.example is listed with 30")
                .explainedBy("topic", 2, "has the topic Computer Vision")
                .explainedBy("topic", 2, "has the topic AI")
                .explainedBy("title-keyword", 15, "title holds \"vision\", a keyword of Computer Vision");
        for (int at = 0; at < number % 6; at++) {
            entry.coveredBy(
                    "covering-%d-of-%d".formatted(at, number),
                    "What another newspaper says of headline number %d in its own words".formatted(number));
        }
        return entry;
    }

    /** A feed of typical entries. */
    public static RankedFeed typicalFeed(int size) {
        return feed(IntStream.range(0, size).mapToObj(EntryBuilder::typical).toArray(EntryBuilder[]::new));
    }
}
