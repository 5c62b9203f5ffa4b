package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.EnrichedArticle.RelatedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryArticle.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extracts from an enriched article what decides about its story. */
final class StoryArticles {
    private final IgnoredWords ignored = new IgnoredWords();

    StoryArticle of(EnrichedArticle article, Policy policy) {
        return new StoryArticle(
                article.id(),
                article.url(),
                article.title(),
                article.provider().name(),
                QualityRules.score(article, policy.quality()).points(),
                article.publishedDateTime(),
                named(article),
                policy.detection()
                        .map(stories -> StorySignatures.of(article, stories, ignored.of(stories, article.locale()))));
    }

    /** The first entry of each related article; an article is not related to itself. */
    private static List<Named> named(EnrichedArticle article) {
        Map<String, Named> named = new LinkedHashMap<>();
        for (RelatedArticle related : article.related()) {
            if (!related.id().equals(article.id())) {
                named.putIfAbsent(related.id(), declared(related));
            }
        }
        return List.copyOf(named.values());
    }

    private static Named declared(RelatedArticle related) {
        return new Named(
                related.id(),
                related.url(),
                related.title(),
                related.provider().name(),
                related.quality(),
                related.publishedDateTime());
    }
}
