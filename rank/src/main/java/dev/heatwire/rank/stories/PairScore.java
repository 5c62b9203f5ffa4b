package dev.heatwire.rank.stories;

import dev.heatwire.rank.stories.StorySignature.WeightedWord;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely two articles tell the same event: 18.12 · cosine of all words + 1.20 · cosine of titles + 1.10 · ln(1 +
 * shared pairs of words) − 6.27 · rarity of the rarest shared word / 13 − 1.46. One rare word in common is no proof,
 * hence the subtraction. Integers, so that every processor decides the same.
 *
 * @param score the sum above, in millionths; without the pairs where they would not make a link
 * @param sharedWords the number of words that both have
 */
public record PairScore(int score, int sharedWords) {
    private static final int MIN_SHARED_WORDS = 2;
    private static final long ALL_WORDS = 18_120_000;
    private static final long TITLE = 1_200_000;
    private static final long PAIRS = 1_100_000;
    private static final long RAREST = 6_270_000;
    private static final long CONSTANT = 1_460_000;

    /** The score of two articles, whatever their order. */
    public static PairScore of(StorySignature one, StorySignature other) {
        List<WeightedWord> ownWords = one.words();
        List<WeightedWord> otherWords = other.words();
        long cosine = 0;
        long titleCosine = 0;
        int shared = 0;
        int rarest = 0;
        for (int i = 0, j = 0; i < ownWords.size() && j < otherWords.size(); ) {
            WeightedWord word = ownWords.get(i);
            WeightedWord otherWord = otherWords.get(j);
            int order = word.text().compareTo(otherWord.text());
            if (order == 0) {
                cosine += (long) word.weight() * otherWord.weight();
                titleCosine += (long) word.titleWeight() * otherWord.titleWeight();
                rarest = Math.max(rarest, Math.min(word.rarity(), otherWord.rarity()));
                shared++;
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        long words = ALL_WORDS * (cosine / StorySignature.ONE) / StorySignature.ONE
                + TITLE * (titleCosine / StorySignature.ONE) / StorySignature.ONE
                - RAREST * rarest / WordRarity.MAX
                - CONSTANT;
        return new PairScore((int) (words + pairs(one, other, shared, words)), shared);
    }

    /** What the shared pairs add; they are not counted where even the most of them would not make a link. */
    private static long pairs(StorySignature one, StorySignature other, int sharedWords, long words) {
        // both words of a shared pair are shared
        long most = Math.min(
                (long) sharedWords * sharedWords,
                Math.min(one.pairs().size(), other.pairs().size()));
        if (words + PAIRS * FixedPoint.logarithm((int) most) / FixedPoint.MILLION < StoryThreshold.GENEROUS.score()) {
            return 0;
        }
        return PAIRS * FixedPoint.logarithm(shared(one.pairs(), other.pairs()).size()) / FixedPoint.MILLION;
    }

    /** Whether the two articles are linked. */
    public boolean reaches(StoryThreshold threshold) {
        return sharedWords >= MIN_SHARED_WORDS && score >= threshold.score();
    }

    /** The score as a probability, in millionths. */
    public int points() {
        return FixedPoint.logistic(score);
    }

    /** The elements that two ordered lists share. */
    static List<String> shared(List<String> one, List<String> other) {
        List<String> shared = new ArrayList<>();
        for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
            int order = one.get(i).compareTo(other.get(j));
            if (order == 0) {
                shared.add(one.get(i));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return shared;
    }
}
