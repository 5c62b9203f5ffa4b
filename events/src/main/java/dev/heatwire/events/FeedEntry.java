package dev.heatwire.events;

import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.RankedArticle.ScoreComponent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a ranked feed: a published article with what a reader needs to show and explain it.
 *
 * @param rank from 1, without gaps within a feed
 * @param url the address as the file wrote it
 * @param enteredDateTime when the article entered this feed; kept for as long as it stays
 * @param topics the news topics
 * @param lead the id of the article that leads the story
 * @param story the id of the detected story; absent when no other article of it is detected
 * @param coverageCount how many other articles cover the story
 * @param coverage the best of them, at most {@value #MAX_COVERAGE}
 */
public record FeedEntry(
        int rank,
        Instant enteredDateTime,
        String id,
        String url,
        String title,
        Optional<String> excerpt,
        String type,
        Instant publishedDateTime,
        EntryProvider provider,
        List<EntryTopic> topics,
        Optional<EntryImage> image,
        Optional<String> ampWebUrl,
        int quality,
        int heat,
        double score,
        DeclaredScores declared,
        String lead,
        Optional<String> story,
        int coverageCount,
        List<CoveringArticle> coverage,
        List<ScoreComponent> explanation,
        RankedArticle.Reasons reasons) {
    /** How many covering articles an entry lists. */
    public static final int MAX_COVERAGE = 10;

    public FeedEntry {
        if (rank < 1) {
            throw new IllegalArgumentException("rank is below 1");
        }
        Validate.id("id", id);
        Validate.text("url", url);
        Validate.text("title", title);
        excerpt = Validate.optional(excerpt);
        Validate.text("type", type);
        Validate.present("publishedDateTime", publishedDateTime);
        Validate.present("enteredDateTime", enteredDateTime);
        Validate.present("provider", provider);
        topics = Validate.list(topics);
        image = Validate.optional(image);
        ampWebUrl = Validate.optional(ampWebUrl);
        declared = declared == null ? DeclaredScores.NOTHING : declared;
        Validate.id("lead", lead);
        story = Validate.optional(story);
        coverage = Validate.list(coverage);
        explanation = Validate.list(explanation);
        Validate.present("reasons", reasons);
    }

    /** The provider's name, registrable domain and, where the directory or the file has one, logo address. */
    public record EntryProvider(String name, String domain, Optional<String> logo) {
        public EntryProvider {
            Validate.text("name", name);
            Validate.text("domain", domain);
            logo = Validate.optional(logo);
        }

        static EntryProvider of(ResolvedProvider provider) {
            return new EntryProvider(
                    provider.name(),
                    provider.domain(),
                    provider.images().stream().map(Image::url).findFirst());
        }
    }

    /** A news topic; its feed is {@code <category>/<id>}. */
    public record EntryTopic(String id, String name) {
        public EntryTopic {
            Validate.id("id", id);
            Validate.text("name", name);
        }
    }

    /** The article's first image; width and height in pixels. */
    public record EntryImage(String url, Optional<Integer> width, Optional<Integer> height) {
        public EntryImage {
            Validate.text("url", url);
            width = Validate.optional(width);
            height = Validate.optional(height);
        }
    }

    /** @param entered when the article entered the feed */
    public static FeedEntry of(int rank, RankedArticle ranked, Instant entered) {
        EnrichedArticle article = ranked.article();
        return new FeedEntry(
                rank,
                entered,
                article.id(),
                article.url(),
                article.title(),
                article.excerpt(),
                article.type(),
                article.publishedDateTime(),
                EntryProvider.of(article.provider()),
                article.topics().stream()
                        .map(topic -> new EntryTopic(topic.id(), topic.name()))
                        .toList(),
                article.images().stream()
                        .findFirst()
                        .map(image -> new EntryImage(image.url(), image.width(), image.height())),
                article.ampWebUrl(),
                ranked.quality(),
                ranked.heat(),
                ranked.score(),
                article.declared(),
                ranked.lead(),
                ranked.story(),
                ranked.coverageCount(),
                ranked.coverage().stream().limit(MAX_COVERAGE).toList(),
                ranked.explanation(),
                ranked.reasons());
    }
}
