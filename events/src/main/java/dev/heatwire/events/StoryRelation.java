package dev.heatwire.events;

import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.List;

/**
 * The place of one article in its story. Internal to rank.
 *
 * @param quality the article's quality by which this was decided; a relation holds for an article of that quality only
 * @param lead the id of the article that leads the story
 * @param reason why it leads, for an editor
 * @param coverageCount how many other articles cover the story
 * @param coverage the best of them, at most {@value RankedArticle#MAX_COVERAGE}
 */
public record StoryRelation(
        int quality, String lead, String reason, int coverageCount, List<CoveringArticle> coverage) {
    public StoryRelation {
        Validate.id("lead", lead);
        Validate.text("reason", reason);
        coverage = Validate.list(coverage);
    }
}
