package dev.heatwire.web.page;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.Movement;
import dev.heatwire.web.http.Sha256;
import dev.heatwire.web.http.WebAddress;
import dev.heatwire.web.syndication.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An entry as the page shows it.
 *
 * @param key short for its id, for links to this article and for the page's script
 * @param age in words, with the exact times beside it
 * @param bar the heat as a part of the highest one of the feed, in per cent
 * @param also the first covering articles, for one line
 * @param alsoMore how many more there are
 */
public record PageEntry(
        int rank,
        Move move,
        String key,
        PageLink headline,
        String provider,
        Optional<String> logo,
        Optional<String> type,
        Age age,
        List<PageLink> topics,
        int heat,
        int bar,
        List<PageLink> also,
        int alsoMore,
        List<Points> explanation,
        int quality,
        Reasons reasons,
        int coverageCount,
        List<Covering> coverage) {
    /** Of 500 entries, two have one key once in two thousand million feeds. */
    private static final int KEY_LENGTH = 12;

    private static final int MAX_ALSO = 3;
    /** Characters. */
    private static final int MAX_TITLE = 500;

    private static final String ORDINARY_TYPE = "article";

    /** A text that may lead somewhere; it does not if the address is not safe. */
    public record PageLink(String text, Optional<String> href) {}

    public record Age(String words, String exact, String iso) {
        public static Age of(Instant time, Instant now) {
            return new Age(Ages.of(time, now), Ages.exact(time), time.toString());
        }
    }

    /**
     * What the entry did of late.
     *
     * @param kind the class in the style sheet
     * @param shown a short sign; empty if it stayed
     * @param spoken the same for a screen reader
     */
    public record Move(String kind, String shown, String spoken) {
        static Move of(FeedEntry entry, Movement movement) {
            int ranks = movement.ranks(entry);
            return switch (movement.of(entry)) {
                case STAYED -> new Move("stayed", "", "");
                case ROSE -> new Move("rose", "▲ " + ranks, "up " + ranks);
                case FELL -> new Move("fell", "▼ " + ranks, "down " + ranks);
                case ENTERED -> new Move("new", "new", "new");
            };
        }
    }

    /** @param kind of the reason, in a word or two */
    public record Points(String kind, int number, String reason) {
        /** With its sign. */
        public String points() {
            return signed(number);
        }
    }

    /** @param note how the article is known */
    public record Covering(PageLink article, String provider, String quality, String note) {
        static Covering of(CoveringArticle article) {
            return new Covering(
                    new PageLink(text(article.title()), WebAddress.of(article.url())),
                    article.provider(),
                    article.quality().map(String::valueOf).orElse("–"),
                    switch (article.kind()) {
                        case LIVE -> "";
                        case DECLARED -> "as its publisher declared";
                        case DETECTED -> article.reason().orElse("");
                    });
        }
    }

    /** @param feeds the names of all feeds: a topic without one is no link */
    static PageEntry of(FeedEntry entry, PageContext context, Set<String> feeds) {
        List<PageLink> also = also(entry);
        return new PageEntry(
                entry.rank(),
                Move.of(entry, context.movement()),
                key(entry.id()),
                new PageLink(text(entry.title()), WebAddress.of(entry.url())),
                entry.provider().name(),
                entry.provider().logo().filter(logo -> context.pictures()).flatMap(WebAddress::of),
                Optional.of(entry.type()).filter(type -> !type.equals(ORDINARY_TYPE)),
                Age.of(entry.publishedDateTime(), context.now()),
                topics(entry, context.category(), feeds),
                entry.heat(),
                Math.round(100f * entry.heat() / Math.max(1, Math.max(context.highestHeat(), entry.heat()))),
                also,
                entry.coverageCount() - also.size(),
                entry.explanation().stream()
                        .map(part -> new Points(part.part().replace('-', ' '), part.points(), part.reason()))
                        .toList(),
                entry.quality(),
                entry.reasons(),
                entry.coverageCount(),
                entry.coverage().stream().map(Covering::of).toList());
    }

    static String key(String id) {
        return Sha256.hex(id.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
    }

    public boolean covered() {
        return coverageCount > 0;
    }

    /** All points in one line, those of one kind as their sum. */
    public String points() {
        Map<String, Integer> sums = new LinkedHashMap<>();
        explanation.forEach(part -> sums.merge(part.kind(), part.number(), Integer::sum));
        return sums.entrySet().stream()
                .map(sum -> sum.getKey() + " " + signed(sum.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A title may hold HTML entities, as many article files do. */
    private static String text(String title) {
        return PlainText.of(title, MAX_TITLE);
    }

    /** The best article of each of the first other providers. */
    private static List<PageLink> also(FeedEntry entry) {
        Map<String, PageLink> byProvider = new LinkedHashMap<>();
        entry.coverage()
                .forEach(covering -> byProvider.putIfAbsent(
                        covering.provider(), new PageLink(covering.provider(), WebAddress.of(covering.url()))));
        byProvider.remove(entry.provider().name());
        return byProvider.values().stream().limit(MAX_ALSO).toList();
    }

    private static List<PageLink> topics(FeedEntry entry, String category, Set<String> feeds) {
        return entry.topics().stream()
                .map(topic -> {
                    String feed = category + "/" + topic.id();
                    return new PageLink(
                            topic.name(),
                            Optional.of(feed).filter(feeds::contains).map(FeedNames::path));
                })
                .toList();
    }

    private static String signed(int points) {
        return points < 0 ? "−" + -points : "+" + points;
    }
}
