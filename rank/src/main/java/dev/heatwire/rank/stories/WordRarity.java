package dev.heatwire.rank.stories;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.IOUtils;

/**
 * How rare a word is, as a rounded logarithm of its inverse frequency. English words are looked up in the size bands of
 * SCOWL (Spell Checker Oriented Word Lists); for other languages there is no list, and all words are as rare.
 */
final class WordRarity {
    /** The rarity of a word that is in no list, such as most names; no word is rarer. */
    static final int MAX = 13;

    private static final String ENGLISH = "en";
    private static final String LIST = "scowl/words-%d.txt";

    /** By band of SCOWL, from the most common words. */
    private static final Map<Integer, Integer> RARITY_BY_BAND = Map.of(10, 5, 20, 7, 35, 9, 50, 11);

    private final Map<String, Byte> listed = new HashMap<>();

    /** Read when the first article is compared: without detection the lists take no memory. */
    private static final class English {
        static final WordRarity WORDS = new WordRarity(StoryAnalyzer.of(ENGLISH));
    }

    private WordRarity(Analyzer analyzer) {
        RARITY_BY_BAND.forEach((band, rarity) -> read(LIST.formatted(band), rarity, analyzer));
    }

    /**
     * From 5, the most common, to {@link #MAX}.
     *
     * @param word as {@link StoryWords#of} returns it
     * @param language an ISO 639 code
     */
    static int of(String word, String language) {
        return language.equals(ENGLISH) ? English.WORDS.listed.getOrDefault(word, (byte) MAX) : MAX;
    }

    /** Words with the same stem are as rare as the most common one of them. */
    private void read(String list, int rarity, Analyzer analyzer) {
        try (Reader words = new InputStreamReader(
                        IOUtils.requireResourceNonNull(WordRarity.class.getResourceAsStream(list), list),
                        StandardCharsets.UTF_8);
                TokenStream tokens = analyzer.tokenStream(list, words)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                listed.merge(term.toString(), (byte) rarity, (one, other) -> one < other ? one : other);
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
