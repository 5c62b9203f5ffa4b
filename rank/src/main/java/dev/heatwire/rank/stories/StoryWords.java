package dev.heatwire.rank.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Splits text into words that can be compared: lower case, without accents, stop words and endings. */
public final class StoryWords {
    private static final String FIELD = "text";
    private static final String DEFAULT_LANGUAGE = "en";

    private StoryWords() {}

    /**
     * A word of a text.
     *
     * @param followsPrevious whether no other word, not even a stop word, stands between it and the previous word
     */
    record Word(String text, boolean followsPrevious) {}

    /**
     * The words in order.
     *
     * @param locale a language tag such as {@code de} or {@code de-AT}; English when absent
     */
    static List<Word> of(String text, Optional<String> locale) {
        Analyzer analyzer = StoryAnalyzer.of(language(locale));
        List<Word> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(FIELD, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute position = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(new Word(term.toString(), position.getPositionIncrement() <= 1 && !words.isEmpty()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The distinct words of phrases, such as the keywords of a site's topics, in the form signatures use. */
    public static Set<String> distinct(Collection<String> phrases, Optional<String> locale) {
        return phrases.stream()
                .flatMap(phrase -> of(phrase, locale).stream())
                .map(Word::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Tags are written with a hyphen or an underscore. */
    private static String language(Optional<String> locale) {
        return locale.map(tag ->
                        Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage())
                .filter(language -> !language.isEmpty())
                .orElse(DEFAULT_LANGUAGE);
    }
}
