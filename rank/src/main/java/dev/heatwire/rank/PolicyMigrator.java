package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.streams.OnDemandPunctuator;
import dev.heatwire.streams.TableWalk;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** Forwards the articles that a new policy ranks differently. */
final class PolicyMigrator {
    private final ProcessorContext<String, EnrichedArticle> context;
    private final TimestampedKeyValueStore<String, EnrichedArticle> articles;
    private final TimestampedKeyValueStore<String, StoryRelation> relations;
    private final PolicyMigration migration;
    private final OnDemandPunctuator slices;

    PolicyMigrator(ProcessorContext<String, EnrichedArticle> context) {
        this.context = context;
        this.articles = context.getStateStore(RankStores.ARTICLES);
        this.relations = context.getStateStore(RankStores.STORY_RELATIONS);
        this.migration = PolicyMigration.in(context);
        this.slices = new OnDemandPunctuator(context, TableWalk.INTERVAL, this::migrateSlice);
        migrateIfNeeded();
    }

    void policy(Record<String, Policy> policy) {
        if (policy.key().equals(Policy.KEY)) {
            migration.start(
                    context.currentSystemTimeMs(),
                    Optional.ofNullable(policy.value()).orElse(Policy.STANDARD));
            migrateIfNeeded();
        }
    }

    private void migrateIfNeeded() {
        if (migration.walk().isRunning()) {
            slices.start();
        }
    }

    private boolean migrateSlice(long now) {
        if (migration.walk().isDue(now)
                && migration
                        .walk()
                        .nextSlice(
                                articles,
                                this::isRankedDifferently,
                                // when an article enters a feed by a new policy, it enters now
                                article -> context.forward(article.withTimestamp(now)))) {
            migration.finish(now);
        }
        return migration.walk().isRunning();
    }

    private boolean isRankedDifferently(KeyValue<String, ValueAndTimestamp<EnrichedArticle>> article) {
        if (!article.key.equals(article.value.value().id())) {
            return false;
        }
        Policy active = migration.active();
        Policy target = migration.target();
        return QualityRules.score(article.value.value(), active.quality()).points()
                        != QualityRules.score(article.value.value(), target.quality())
                                .points()
                || !active.detection().equals(target.detection())
                || !rank(article, active).equals(rank(article, target));
    }

    private Optional<?> rank(KeyValue<String, ValueAndTimestamp<EnrichedArticle>> article, Policy policy) {
        return Optional.ofNullable(relations.get(article.key))
                .flatMap(relation -> ArticleRanking.rank(
                        article.value.value(),
                        Instant.ofEpochMilli(article.value.timestamp()),
                        relation.value(),
                        policy));
    }
}
