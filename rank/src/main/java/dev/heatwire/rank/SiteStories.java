package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.StoryArticle;
import dev.heatwire.events.StoryRelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stories that detection finds among articles, without Kafka: what rank would find for a site. */
public final class SiteStories {
    private SiteStories() {}

    /**
     * A detected story.
     *
     * @param company the other articles, the best of each provider family, at most 100, with the reason of each
     * @param companyCount how many of them there are in all
     */
    public record Story(String id, EnrichedArticle lead, List<CoveringArticle> company, int companyCount) {}

    /**
     * What detection finds.
     *
     * @param articles how many articles are in a story of two and more, those of the lead's own provider among them
     */
    public record Found(List<Story> stories, int articles) {}

    /** The stories of two articles and more, the largest first; of those of one size the one of the smaller id. */
    public static Found of(Collection<EnrichedArticle> articles, Policy policy) {
        Map<String, StoryRelation> relations = relations(articles, policy);
        List<Story> stories = new ArrayList<>();
        for (EnrichedArticle article : articles) {
            StoryRelation relation = relations.get(article.id());
            if (relation.lead().equals(article.id())) {
                relation.detected()
                        .map(detected -> story(detected, article, relation))
                        .filter(story -> story.companyCount() > 0)
                        .ifPresent(stories::add);
            }
        }
        stories.sort(Comparator.comparingInt(Story::companyCount).reversed().thenComparing(Story::id));
        int articlesInStories = (int) relations.values().stream()
                .filter(relation -> relation.detected().isPresent())
                .count();
        return new Found(stories, articlesInStories);
    }

    /** The relation of each article, by id. */
    public static Map<String, StoryRelation> relations(Collection<EnrichedArticle> articles, Policy policy) {
        StoryArticles storyArticles = new StoryArticles();
        Map<String, StoryArticle> present = new LinkedHashMap<>();
        StoryGraph graph = new StoryGraph(id -> Optional.ofNullable(present.get(id)));
        for (EnrichedArticle article : articles) {
            StoryArticle storyArticle = storyArticles.of(article, policy);
            present.put(article.id(), storyArticle);
            graph.put(storyArticle);
        }
        Map<String, StoryRelation> relations = new LinkedHashMap<>();
        present.keySet().forEach(id -> relations.put(id, graph.relation(id).orElseThrow()));
        return relations;
    }

    private static Story story(StoryRelation.DetectedStory detected, EnrichedArticle lead, StoryRelation relation) {
        List<CoveringArticle> company = relation.coverage().stream()
                .filter(covering -> covering.kind() == CoverageKind.DETECTED)
                .toList();
        return new Story(detected.story(), lead, company, detected.coverageCount());
    }
}
