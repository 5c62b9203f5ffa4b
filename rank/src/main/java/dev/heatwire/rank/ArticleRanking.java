package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.Reasons;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.rank.HeatRules.Coverage;
import dev.heatwire.rank.QualityRules.Quality;
import java.time.Instant;
import java.util.Optional;

/** Computes heat, score and explanation of one article from the article, its relation and the policy. */
final class ArticleRanking {
    private ArticleRanking() {}

    /**
     * The ranked article; empty when the relation was decided by another quality than the article has now. Rank then
     * waits for the relation that belongs to it, so that quality and heat of a record always fit together.
     *
     * @param received when the pipeline received the article; stands in for a date in the future
     */
    static Optional<RankedArticle> rank(
            EnrichedArticle article, Instant received, StoryRelation relation, Policy policy) {
        Quality quality = QualityRules.score(article, policy.quality());
        if (relation.quality() != quality.points()) {
            return Optional.empty();
        }
        boolean leads = relation.lead().equals(article.id());
        Coverage coverage = Coverage.of(relation);
        int heat = HeatRules.heat(leads, quality.points(), coverage, policy.heat());
        return Optional.of(new RankedArticle(
                article,
                quality.points(),
                heat,
                HeatRules.published(heat, article.held(), policy.publish()),
                TimeDecayScore.score(heat, article.publishedDateTime(), received, policy.ranking()),
                relation.lead(),
                relation.detected().map(StoryRelation.DetectedStory::story),
                relation.coverageCount(),
                relation.coverage(),
                quality.parts(),
                new Reasons(
                        relation.reason(),
                        HeatRules.whyHeat(leads, quality.points(), coverage, policy.heat()),
                        HeatRules.whyPublished(heat, article.editorial(), policy.publish()))));
    }
}
