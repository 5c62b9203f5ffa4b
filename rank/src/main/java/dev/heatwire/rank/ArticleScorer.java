package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.StoryArticle;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Step 1 of rank: tells step 2 the quality of each article, and whom it names. */
final class ArticleScorer {
    private final ProcessorContext<String, StoryArticle> context;
    private final PolicyMigration policies;
    private final StoryArticles storyArticles = new StoryArticles();

    ArticleScorer(ProcessorContext<String, StoryArticle> context) {
        this.context = context;
        this.policies = PolicyMigration.in(context);
    }

    void score(Record<String, EnrichedArticle> article) {
        if (article.value() != null && !article.value().id().equals(article.key())) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        context.forward(article.withValue(
                article.value() == null ? null : storyArticles.of(article.value(), policies.of(article.key()))));
    }
}
