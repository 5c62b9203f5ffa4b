package dev.heatwire.rank.stories;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words of an article's title and of the beginning of its excerpt, in integers, so that every processor computes
 * the same. A word weighs its rarity, half of it when it is in the excerpt alone; weights have a length of one.
 *
 * @param words each word once, in order of the words
 * @param pairs words side by side, stop words aside; separated by a space, each pair once and in order
 * @param blocks the heaviest words: articles that share none of them are not compared
 */
public record StorySignature(List<WeightedWord> words, List<String> pairs, List<String> blocks) {
    /** The length of the vector of weights. */
    static final int ONE = 1 << 20;

    private static final int MAX_EXCERPT_CHARACTERS = 300;
    private static final int MAX_BLOCKS = 6;
    private static final int TITLE = 2;
    private static final int EXCERPT = 1;

    public StorySignature {
        words = List.copyOf(words);
        pairs = List.copyOf(pairs);
        blocks = List.copyOf(blocks);
    }

    /**
     * A word of a signature.
     *
     * @param rarity of the word in its language, as {@link WordRarity} tells
     * @param weight in title and excerpt, in 2<sup>-20</sup>
     * @param titleWeight in the title alone, in 2<sup>-20</sup>; zero when the word is not in the title
     */
    public record WeightedWord(String text, int rarity, int weight, int titleWeight) {}

    /**
     * @param locale a language tag; English when absent
     * @param ignored words that weigh nothing, as {@link StoryWords#distinct} returns them
     */
    public static StorySignature of(
            String title, Optional<String> excerpt, Optional<String> locale, Set<String> ignored) {
        Map<String, Integer> parts = new TreeMap<>();
        Set<String> pairs = new TreeSet<>();
        add(StoryWords.of(title, locale), TITLE, ignored, parts, pairs);
        excerpt.map(StorySignature::beginning)
                .ifPresent(text -> add(StoryWords.of(text, locale), EXCERPT, ignored, parts, pairs));
        List<WeightedWord> words = weighted(parts, StoryWords.language(locale));
        return new StorySignature(words, List.copyOf(pairs), heaviest(words));
    }

    /** @param parts the weight of the part of the article in which a word comes first */
    private static List<WeightedWord> weighted(Map<String, Integer> parts, String language) {
        Map<String, Integer> rarities = new HashMap<>();
        long squares = 0;
        long titleSquares = 0;
        for (Map.Entry<String, Integer> word : parts.entrySet()) {
            int rarity = WordRarity.of(word.getKey(), language);
            rarities.put(word.getKey(), rarity);
            squares += square(rarity * word.getValue());
            titleSquares += word.getValue() == TITLE ? square(rarity) : 0;
        }
        List<WeightedWord> words = new ArrayList<>();
        for (Map.Entry<String, Integer> word : parts.entrySet()) {
            int rarity = rarities.get(word.getKey());
            int titleWeight = word.getValue() == TITLE ? normalized(rarity, titleSquares) : 0;
            words.add(new WeightedWord(
                    word.getKey(), rarity, normalized(rarity * word.getValue(), squares), titleWeight));
        }
        return words;
    }

    private static long square(int weight) {
        return (long) weight * weight;
    }

    private static String beginning(String excerpt) {
        int end = Math.min(excerpt.length(), MAX_EXCERPT_CHARACTERS);
        boolean splitsCharacter = end < excerpt.length() && Character.isLowSurrogate(excerpt.charAt(end));
        return excerpt.substring(0, splitsCharacter ? end - 1 : end);
    }

    private static void add(
            List<String> text, int part, Set<String> ignored, Map<String, Integer> parts, Set<String> pairs) {
        Optional<String> previous = Optional.empty();
        for (String word : text) {
            if (ignored.contains(word)) {
                previous = Optional.empty();
                continue;
            }
            parts.putIfAbsent(word, part);
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
        return heaviestFirst.stream().limit(MAX_BLOCKS).map(WeightedWord::text).toList();
    }
}
