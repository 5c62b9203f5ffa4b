package dev.heatwire.rank.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.apache.lucene.util.IOUtils;

/** Lucene's stop words and light stemmer of a language; for a language without them, the tokens alone. */
final class StoryAnalyzer extends Analyzer {
    /**
     * Snowball's list, as of the other languages. Lucene's own has 33 words, and leaves pronouns and auxiliary verbs,
     * which unrelated sentences share.
     */
    private static final CharArraySet ENGLISH_STOP_WORDS = englishStopWords();

    private static final Map<String, Analyzer> BY_LANGUAGE = Map.ofEntries(
            Map.entry("en", new StoryAnalyzer(StoryAnalyzer::english)),
            Map.entry("de", language(GermanAnalyzer.getDefaultStopSet(), GermanLightStemFilter::new)),
            Map.entry("es", language(SpanishAnalyzer.getDefaultStopSet(), SpanishLightStemFilter::new)),
            Map.entry("fi", language(FinnishAnalyzer.getDefaultStopSet(), FinnishLightStemFilter::new)),
            Map.entry("fr", new StoryAnalyzer(StoryAnalyzer::french)),
            Map.entry("hu", language(HungarianAnalyzer.getDefaultStopSet(), HungarianLightStemFilter::new)),
            Map.entry("it", language(ItalianAnalyzer.getDefaultStopSet(), ItalianLightStemFilter::new)),
            Map.entry("nb", language(NorwegianAnalyzer.getDefaultStopSet(), NorwegianLightStemFilter::new)),
            Map.entry("no", language(NorwegianAnalyzer.getDefaultStopSet(), NorwegianLightStemFilter::new)),
            Map.entry("pt", language(PortugueseAnalyzer.getDefaultStopSet(), PortugueseLightStemFilter::new)),
            Map.entry("ru", language(RussianAnalyzer.getDefaultStopSet(), RussianLightStemFilter::new)),
            Map.entry("sv", language(SwedishAnalyzer.getDefaultStopSet(), SwedishLightStemFilter::new)));
    private static final Analyzer OTHER =
            new StoryAnalyzer(tokens -> new ASCIIFoldingFilter(new LowerCaseFilter(tokens)));

    private final UnaryOperator<TokenStream> filters;

    private StoryAnalyzer(UnaryOperator<TokenStream> filters) {
        this.filters = filters;
    }

    /** @param language an ISO 639 code */
    static Analyzer of(String language) {
        return BY_LANGUAGE.getOrDefault(language, OTHER);
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer tokenizer = new StandardTokenizer();
        return new TokenStreamComponents(tokenizer, filters.apply(tokenizer));
    }

    private static CharArraySet englishStopWords() {
        try {
            return WordlistLoader.getSnowballWordSet(IOUtils.requireResourceNonNull(
                    SnowballFilter.class.getResourceAsStream("english_stop.txt"), "english_stop.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TokenStream english(TokenStream tokens) {
        TokenStream folded = new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(tokens)));
        return new KStemFilter(new StopFilter(folded, ENGLISH_STOP_WORDS));
    }

    private static TokenStream french(TokenStream tokens) {
        TokenStream lower = new LowerCaseFilter(new ElisionFilter(tokens, FrenchAnalyzer.DEFAULT_ARTICLES));
        TokenStream words = new StopFilter(lower, FrenchAnalyzer.getDefaultStopSet());
        return new ASCIIFoldingFilter(new FrenchLightStemFilter(words));
    }

    /** Stop words and stemmers of these languages expect accents, so that folding comes last. */
    private static Analyzer language(CharArraySet stopWords, UnaryOperator<TokenStream> stemmer) {
        return new StoryAnalyzer(tokens ->
                new ASCIIFoldingFilter(stemmer.apply(new StopFilter(new LowerCaseFilter(tokens), stopWords))));
    }
}
