package dev.heatwire.events;

import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.List;
import java.util.Optional;

/**
 * The place of one article in its story. Internal to rank.
 *
 * @param quality the article's quality by which this was decided; a relation holds for an article of that quality only
 * @param lead the id of the article that leads the story
 * @param reason why it leads, for an editor
 * @param coverageCount how many other articles cover the story, declared and detected
 * @param coverage the best of them, at most {@value RankedArticle#MAX_COVERAGE}
 * @param detected absent when no other article of its story is detected
 */
public record StoryRelation(
        int quality,
        String lead,
        String reason,
        int coverageCount,
        List<CoveringArticle> coverage,
        Optional<DetectedStory> detected) {
    public StoryRelation {
        Validate.id("lead", lead);
        Validate.text("reason", reason);
        coverage = Validate.list(coverage);
        detected = Validate.optional(detected);
    }

    /**
     * The detected story of an article.
     *
     * @param story its id
     * @param coverageCount how many of the covering articles are detected; 0 when another article leads
     */
    public record DetectedStory(String story, int coverageCount) {
        public DetectedStory {
            Validate.id("story", story);
        }
    }
}
