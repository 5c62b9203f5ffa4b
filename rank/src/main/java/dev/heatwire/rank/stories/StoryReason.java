package dev.heatwire.rank.stories;

import dev.heatwire.rank.stories.StorySignature.WeightedWord;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

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
    private static final int MAX_WORDS = 5;
    private static final int POINTS_PER_HUNDREDTH = 10_000;

    static StoryReason of(StoryCandidate article, StoryCandidate to, StoryThreshold threshold) {
        return new StoryReason(
                to.id(),
                PairScore.shared(texts(article), texts(to)),
                PairScore.shared(article.signature().pairs(), to.signature().pairs()),
                Duration.between(article.published(), to.published()).abs().toHours(),
                // the table of points is a little lower than the threshold where the score just reaches it
                Math.max(PairScore.of(article.signature(), to.signature()).points(), threshold.points()),
                threshold.points());
    }

    private static List<String> texts(StoryCandidate article) {
        return article.signature().words().stream().map(WeightedWord::text).toList();
    }

    /** For an editor. */
    public String inWords() {
        String sideBySide = pairs.isEmpty()
                ? ""
                : pairs.stream().limit(MAX_WORDS).collect(Collectors.joining("”, “", " and side by side “", "”"));
        return "same story as " + to + ": they share "
                + words.stream().limit(MAX_WORDS).collect(Collectors.joining(", ")) + sideBySide + "; " + hours
                + (hours == 1 ? " hour" : " hours") + " apart; " + ratio(points) + " where " + ratio(needed)
                + " is needed";
    }

    /** Millionths with two decimals, rounded down, so that no figure below the threshold looks like it. */
    private static String ratio(int millionths) {
        int hundredths = millionths / POINTS_PER_HUNDREDTH;
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }
}
