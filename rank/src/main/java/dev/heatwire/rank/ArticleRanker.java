package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.StoryRelation;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Step 3 of rank: joins each article with its relation, and forwards the ranked article when either changes. */
final class ArticleRanker {
    private final ProcessorContext<String, RankedArticle> context;
    private final TimestampedKeyValueStore<String, EnrichedArticle> articles;
    private final TimestampedKeyValueStore<String, StoryRelation> relations;
    private final PolicyMigration policies;

    ArticleRanker(ProcessorContext<String, RankedArticle> context) {
        this.context = context;
        this.articles = context.getStateStore(RankStores.ARTICLES);
        this.relations = context.getStateStore(RankStores.STORY_RELATIONS);
        this.policies = PolicyMigration.in(context);
    }

    void article(Record<String, EnrichedArticle> article) {
        if (article.value() == null) {
            context.forward(article.withValue(null));
        } else {
            rank(article, articles.get(article.key()));
        }
    }

    void relation(Record<String, StoryRelation> relation) {
        if (relation.value() != null) {
            rank(relation, articles.get(relation.key()));
        }
    }

    /** Ranks what the stores hold; when the other half has not arrived yet, its arrival ranks the article. */
    private void rank(Record<String, ?> changed, ValueAndTimestamp<EnrichedArticle> article) {
        String id = changed.key();
        ValueAndTimestamp<StoryRelation> relation = relations.get(id);
        // step 1 has sent an article with another key to the dead letters
        if (article != null && relation != null && article.value().id().equals(id)) {
            Optional<RankedArticle> ranked = ArticleRanking.rank(
                    article.value(), Instant.ofEpochMilli(article.timestamp()), relation.value(), policies.of(id));
            ranked.ifPresent(value -> context.forward(changed.withValue(value)));
        }
    }
}
