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

/** Splits text into words that can be compared: lower case, without accents, stop words and endings. */
public final class StoryWords {
    private static final String FIELD = "text";
    private static final String DEFAULT_LANGUAGE = "en";

    private StoryWords() {}

    /**
     * The words in order.
     *
     * @param locale a language tag such as {@code de} or {@code de-AT}; English when absent
     */
    static List<String> of(String text, Optional<String> locale) {
        Analyzer analyzer = StoryAnalyzer.of(language(locale));
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(FIELD, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The distinct words of phrases, such as the keywords of a site's topics, in the form signatures use. */
    public static Set<String> distinct(Collection<String> phrases, Optional<String> locale) {
        return phrases.stream().flatMap(phrase -> of(phrase, locale).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The ISO 639 code of a language tag, which is written with a hyphen or an underscore; English when absent. */
    public static String language(Optional<String> locale) {
        return locale.map(tag ->
                        Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage())
                .filter(language -> !language.isEmpty())
                .orElse(DEFAULT_LANGUAGE);
    }
}
