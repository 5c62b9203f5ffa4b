package dev.heatwire.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * An article with its scores and everything that explains them.
 *
 * @param quality the sum of the explanation's points
 * @param heat −1 when another article leads the story
 * @param score orders articles by time-decayed heat; it changes only when the heat does
 * @param lead the id of the article that leads the story, possibly its own
 * @param story the id of the detected story; absent when no other article of it is detected
 * @param coverageCount how many other articles cover the story
 * @param coverage the best of them, at most {@value #MAX_COVERAGE}
 */
public record RankedArticle(
        EnrichedArticle article,
        int quality,
        int heat,
        boolean published,
        double score,
        String lead,
        Optional<String> story,
        int coverageCount,
        List<CoveringArticle> coverage,
        List<ScoreComponent> explanation,
        Reasons reasons) {
    /** How many covering articles a record lists. */
    public static final int MAX_COVERAGE = 100;

    public RankedArticle {
        Validate.present("article", article);
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score is not a finite number");
        }
        Validate.id("lead", lead);
        story = Validate.optional(story);
        story.ifPresent(id -> Validate.id("story", id));
        coverage = Validate.list(coverage);
        explanation = Validate.list(explanation);
        Validate.present("reasons", reasons);
        if (coverageCount < coverage.size()) {
            throw new IllegalArgumentException("coverageCount is less than the number of covering articles listed");
        }
        if (explanation.stream().mapToInt(ScoreComponent::points).sum() != quality) {
            throw new IllegalArgumentException("the explanation does not add up to the quality");
        }
    }

    /** Why this or another article leads, how the heat is computed, and why the article is published or not. */
    public record Reasons(String lead, String heat, String published) {
        public Reasons {
            Validate.text("lead", lead);
            Validate.text("heat", heat);
            Validate.text("published", published);
        }
    }

    /** One part of a score, with its reason for an editor. */
    public record ScoreComponent(String part, int points, String reason) {
        public ScoreComponent {
            Validate.text("part", part);
            Validate.text("reason", reason);
        }
    }

    /** How a covering article is known. */
    public enum CoverageKind {
        /** A file names it among its related articles; it has not been ingested. */
        @JsonProperty("declared")
        DECLARED,
        /** It has been ingested itself, and its quality is the recomputed one. */
        @JsonProperty("live")
        LIVE,
        /** It has been ingested itself, and its words show that it is about the same story. */
        @JsonProperty("detected")
        DETECTED
    }

    /**
     * Another article about the same story.
     *
     * @param provider the provider's name
     * @param reason why it is about the same story, for detected coverage
     * @param quality absent when the article is neither ingested nor declared with a quality
     */
    public record CoveringArticle(
            String id,
            String title,
            String url,
            String provider,
            Optional<Integer> quality,
            CoverageKind kind,
            Optional<String> reason) {
        public CoveringArticle {
            Validate.id("id", id);
            Validate.text("title", title);
            Validate.text("url", url);
            Validate.text("provider", provider);
            quality = Validate.optional(quality);
            Validate.present("kind", kind);
            reason = Validate.optional(reason);
        }
    }
}
