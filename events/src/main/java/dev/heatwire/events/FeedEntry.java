package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One place of a ranked feed.
 *
 * @param feed {@code news}, or {@code news/computer-vision}
 * @param rank from 1, without gaps within a feed
 */
public record FeedEntry(
        String feed,
        int rank,
        double score,
        int heat,
        int quality,
        String lead,
        EnrichedArticle article,
        List<RankedArticle.CoveringArticle> coverage,
        List<RankedArticle.ScoreComponent> explanation,
        RankedArticle.Reasons reasons) {

    private static final char SEPARATOR = '|';

    public FeedEntry {
        Validate.id("feed", feed);
        if (feed.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("feed holds a " + SEPARATOR);
        }
        if (rank < 1) {
            throw new IllegalArgumentException("rank is below 1");
        }
        Validate.id("lead", lead);
        Validate.present("article", article);
        coverage = Validate.list(coverage);
        explanation = Validate.list(explanation);
        Validate.present("reasons", reasons);
    }

    public static FeedEntry of(String feed, int rank, RankedArticle ranked) {
        return new FeedEntry(
                feed,
                rank,
                ranked.score(),
                ranked.heat(),
                ranked.quality(),
                ranked.lead(),
                ranked.article(),
                ranked.coverage(),
                ranked.explanation(),
                ranked.reasons());
    }

    /** The article as it was ranked; what stands in a feed is published. */
    public RankedArticle ranked() {
        return new RankedArticle(article, quality, heat, true, score, lead, coverage, explanation, reasons);
    }

    /** The key on the feed topic: {@code <feed>|<article id>}. */
    @JsonIgnore
    public String key() {
        return key(feed, article.id());
    }

    public static String key(String feed, String articleId) {
        return feed + SEPARATOR + articleId;
    }

    /** Sorts behind all keys of the feed, and before those of the next. */
    public static String behind(String feed) {
        return feed + (char) (SEPARATOR + 1);
    }

    /** The feed that a key of the feed topic belongs to. */
    public static String feedOf(String key) {
        int end = key.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("not a key of the feed topic: " + key);
        }
        return key.substring(0, end);
    }
}
