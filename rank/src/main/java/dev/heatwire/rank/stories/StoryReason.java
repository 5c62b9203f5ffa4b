package dev.heatwire.rank.stories;

import dev.heatwire.rank.stories.StorySignature.WeightedWord;
import java.time.Duration;
import java.util.List;

/**
 * Why an article belongs to the story of another one.
 *
 * @param to the id of the other article
 * @param words shared words, in the form in which they are compared
 * @param pairs shared words side by side
 * @param hours between the two publications, rounded down
 * @param points the probability that they tell the same event, in millionths
 * @param needed the points of the threshold
 */
public record StoryReason(String to, List<String> words, List<String> pairs, long hours, int points, int needed) {
    static StoryReason of(StoryCandidate article, StoryCandidate to, StoryThreshold threshold) {
        return new StoryReason(
                to.id(),
                PairScore.shared(texts(article), texts(to)),
                PairScore.shared(article.signature().pairs(), to.signature().pairs()),
                Duration.between(article.published(), to.published()).abs().toHours(),
                PairScore.of(article.signature(), to.signature()).points(),
                threshold.points());
    }

    private static List<String> texts(StoryCandidate article) {
        return article.signature().words().stream().map(WeightedWord::text).toList();
    }
}
