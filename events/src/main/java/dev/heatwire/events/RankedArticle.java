package dev.heatwire.events;

import java.util.List;
import java.util.Optional;

/**
 * An article with its scores and everything that explains them.
 *
 * @param quality the sum of the explanation's points
 * @param coverage the other articles about the same story
 * @param lead the id of the article that leads the story, possibly its own
 * @param heat −1 when another article leads
 * @param score orders articles by decayed heat at any moment; see the scoring rules
 */
public record RankedArticle(
        EnrichedArticle article,
        int quality,
        int heat,
        boolean published,
        double score,
        String lead,
        List<CoveringArticle> coverage,
        List<ScoreComponent> explanation,
        Reasons reasons) {
    public RankedArticle {
        Validate.present("article", article);
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score is not a finite number");
        }
        Validate.id("lead", lead);
        coverage = Validate.list(coverage);
        explanation = Validate.list(explanation);
        Validate.present("reasons", reasons);
        if (explanation.stream().mapToInt(ScoreComponent::points).sum() != quality) {
            throw new IllegalArgumentException("the explanation does not add up to the quality");
        }
    }

    /** Why it leads or who does, how its heat comes about, and what its being published hangs on. */
    public record Reasons(String lead, String heat, String published) {
        public Reasons {
            Validate.text("lead", lead);
            Validate.text("heat", heat);
            Validate.text("published", published);
        }
    }

    /** One reason for points, in words an editor understands. */
    public record ScoreComponent(String part, int points, String reason) {
        public ScoreComponent {
            Validate.text("part", part);
            Validate.text("reason", reason);
        }
    }

    /**
     * Another article about the same story.
     *
     * @param quality absent when it is neither ingested nor declared
     * @param live whether the quality is our own, of the ingested article, or what a related entry declares
     */
    public record CoveringArticle(String id, String title, Optional<Integer> quality, boolean live) {
        public CoveringArticle {
            Validate.id("id", id);
            Validate.text("title", title);
            quality = Validate.optional(quality);
        }
    }
}
