package dev.heatwire.rank.stories;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words of an article's title and of the beginning of its excerpt, in integers, so that every processor computes
 * the same. A word of the title weighs twice what a word of the excerpt alone does; weights have a length of one.
 *
 * @param words each word once, in order of the words
 * @param pairs words side by side, stop words aside; separated by a space, each pair once and in order
 * @param blocks the heaviest words: articles that share none of them are not compared
 */
public record StorySignature(List<WeightedWord> words, List<String> pairs, List<String> blocks) {
    /** The length of the vector of weights. */
    static final int ONE = 1 << 20;

    private static final int EXCERPT_CHARACTERS = 300;
    private static final int BLOCKS = 6;
    private static final int TITLE_WEIGHT = 2;
    private static final int EXCERPT_WEIGHT = 1;

    public StorySignature {
        words = List.copyOf(words);
        pairs = List.copyOf(pairs);
        blocks = List.copyOf(blocks);
    }

    /**
     * A word of a signature.
     *
     * @param weight in title and excerpt, in 2<sup>-20</sup>
     * @param titleWeight in the title alone, in 2<sup>-20</sup>; zero when the word is not in the title
     */
    public record WeightedWord(String text, int weight, int titleWeight) {}

    /**
     * @param locale a language tag; English when absent
     * @param ignored words that weigh nothing, as {@link StoryWords#distinct} returns them
     */
    public static StorySignature of(
            String title, Optional<String> excerpt, Optional<String> locale, Set<String> ignored) {
        Map<String, Integer> weights = new TreeMap<>();
        Set<String> pairs = new TreeSet<>();
        add(StoryWords.of(title, locale), TITLE_WEIGHT, ignored, weights, pairs);
        int titleWords = weights.size();
        excerpt.map(StorySignature::beginning)
                .ifPresent(text -> add(StoryWords.of(text, locale), EXCERPT_WEIGHT, ignored, weights, pairs));
        long squares = 0;
        for (int weight : weights.values()) {
            squares += (long) weight * weight;
        }
        List<WeightedWord> words = new ArrayList<>();
        for (Map.Entry<String, Integer> word : weights.entrySet()) {
            int titleWeight = word.getValue() == TITLE_WEIGHT ? normalized(1, titleWords) : 0;
            words.add(new WeightedWord(word.getKey(), normalized(word.getValue(), squares), titleWeight));
        }
        return new StorySignature(words, List.copyOf(pairs), heaviest(words));
    }

    private static String beginning(String excerpt) {
        int end = Math.min(excerpt.length(), EXCERPT_CHARACTERS);
        boolean splitsCharacter = end < excerpt.length() && Character.isLowSurrogate(excerpt.charAt(end));
        return excerpt.substring(0, splitsCharacter ? end - 1 : end);
    }

    private static void add(
            List<String> text, int weight, Set<String> ignored, Map<String, Integer> weights, Set<String> pairs) {
        Optional<String> previous = Optional.empty();
        for (String word : text) {
            if (ignored.contains(word)) {
                previous = Optional.empty();
                continue;
            }
            weights.putIfAbsent(word, weight);
            previous.ifPresent(first -> pairs.add(first + " " + word));
            previous = Optional.of(word);
        }
    }

    /** weight / √squares, in 2<sup>-20</sup>, rounded down. */
    private static int normalized(int weight, long squares) {
        BigInteger scaled = BigInteger.valueOf((long) weight * ONE).pow(2);
        return scaled.divide(BigInteger.valueOf(squares)).sqrt().intValueExact();
    }

    private static List<String> heaviest(List<WeightedWord> words) {
        List<WeightedWord> heaviestFirst = new ArrayList<>(words);
        Collections.sort(
                heaviestFirst,
                Comparator.comparingInt(WeightedWord::weight).reversed().thenComparing(WeightedWord::text));
        return heaviestFirst.stream().limit(BLOCKS).map(WeightedWord::text).toList();
    }
}
