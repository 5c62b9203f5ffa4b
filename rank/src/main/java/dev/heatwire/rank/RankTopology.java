package dev.heatwire.rank;

import static dev.heatwire.rank.RankStores.ARTICLES;
import static dev.heatwire.rank.RankStores.POLICIES;
import static dev.heatwire.rank.RankStores.POLICY_CURSOR;
import static dev.heatwire.rank.RankStores.STORY_ARTICLES;
import static dev.heatwire.rank.RankStores.STORY_RELATIONS;
import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedAs;
import static dev.heatwire.streams.TopicSteps.producedBytesAs;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.RepeatFilter;
import dev.heatwire.streams.SourceTable;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;

/**
 * Enriched articles and the policy to ranked articles, in three steps: score each article, relate the articles of a
 * site to each other in one task, rank each article by both.
 */
public final class RankTopology {
    private RankTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        RankStores.addPolicyTo(builder, topics);
        RepeatFilter.addStoreTo(builder);
        KTable<String, EnrichedArticle> articles =
                SourceTable.of(topics.enrichedArticles, "enriched-articles", ARTICLES, builder);
        KTable<String, StoryRelation> relations =
                SourceTable.coalescing(topics.storyRelations, "story-relations", STORY_RELATIONS, builder);

        KStream<String, EnrichedArticle> migrated = builder.stream(
                        topics.scoringPolicy.name(), consumedAs("scoring-policy", topics.scoringPolicy))
                .repartition(BroadcastPartitioner.toEveryTask(topics.scoringPolicy, "policy-broadcast", partitions))
                .process(
                        HandlerProcessor.at(PolicyMigrator::new, PolicyMigrator::policy),
                        Named.as("migrate-policy"),
                        ARTICLES,
                        STORY_RELATIONS,
                        POLICIES,
                        POLICY_CURSOR);
        KStream<String, EnrichedArticle> changed =
                articles.toStream(Named.as("changed-articles")).merge(migrated, Named.as("merge-policy-changes"));

        changed.process(
                        HandlerProcessor.at(ArticleScorer::new, ArticleScorer::score),
                        Named.as("score-article"),
                        POLICIES,
                        POLICY_CURSOR)
                .to(topics.storyArticles.name(), producedAs("scored-articles", topics.storyArticles));

        SourceTable.of(topics.storyArticles, "story-articles", STORY_ARTICLES, builder)
                .toStream(Named.as("changed-story-articles"))
                .process(StoryRelator.before(topics.storyRelations), Named.as("relate-stories"), STORY_ARTICLES)
                .to(topics.storyRelations.name(), producedBytesAs("changed-relations", topics.storyRelations));

        changed.process(
                        HandlerProcessor.at(ArticleRanker::new, ArticleRanker::article),
                        Named.as("rank-changed-article"),
                        ARTICLES,
                        STORY_RELATIONS,
                        POLICIES,
                        POLICY_CURSOR)
                .merge(
                        relations
                                .toStream(Named.as("arrived-relations"))
                                .process(
                                        HandlerProcessor.at(ArticleRanker::new, ArticleRanker::relation),
                                        Named.as("rank-related-article"),
                                        ARTICLES,
                                        STORY_RELATIONS,
                                        POLICIES,
                                        POLICY_CURSOR),
                        Named.as("merge-relation-changes"))
                .process(RepeatFilter.before(topics.rankedArticles), Named.as("drop-repeated"), RepeatFilter.STORE)
                .to(topics.rankedArticles.name(), producedBytesAs("ranked-articles", topics.rankedArticles));
        return builder.build(config);
    }
}
