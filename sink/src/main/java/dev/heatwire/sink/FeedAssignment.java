package dev.heatwire.sink;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.ResolvedTopic;
import dev.heatwire.events.url.Slug;
import java.util.List;
import java.util.stream.Stream;

/** Decides which feeds an article belongs to: its category's, and one for each of its topics. */
final class FeedAssignment {
    private FeedAssignment() {}

    /** None for an article that is not published. */
    static List<String> of(RankedArticle ranked) {
        if (!ranked.published()) {
            return List.of();
        }
        EnrichedArticle article = ranked.article();
        String category = Slug.of(article.category());
        return Stream.concat(
                        Stream.of(category),
                        article.topics().stream().map(ResolvedTopic::id).map(topic -> category + "/" + topic))
                .distinct()
                .toList();
    }
}
