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
        List<Covering> coverage,
        List<Part> explanation,
        Because because) {
    public RankedArticle {
        Require.present("article", article);
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score is not a finite number");
        }
        Require.id("lead", lead);
        coverage = Require.list(coverage);
        explanation = Require.list(explanation);
        Require.present("because", because);
        if (explanation.stream().mapToInt(Part::points).sum() != quality) {
            throw new IllegalArgumentException("the explanation does not add up to the quality");
        }
    }

    /** Why it leads or who does, how its heat comes about, and what its being published hangs on. */
    public record Because(String lead, String heat, String published) {
        public Because {
            Require.text("lead", lead);
            Require.text("heat", heat);
            Require.text("published", published);
        }
    }

    /** One reason for points, in words an editor understands. */
    public record Part(String part, int points, String reason) {
        public Part {
            Require.text("part", part);
            Require.text("reason", reason);
        }
    }

    /**
     * Another article about the same story.
     *
     * @param quality absent when it is neither ingested nor declared
     * @param live whether the quality is our own, of the ingested article, or what a related entry declares
     */
    public record Covering(String id, String title, Optional<Integer> quality, boolean live) {
        public Covering {
            Require.id("id", id);
            Require.text("title", title);
            quality = Require.optional(quality);
        }
    }
}
