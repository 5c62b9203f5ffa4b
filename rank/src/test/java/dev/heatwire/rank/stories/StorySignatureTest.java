package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.heatwire.rank.stories.StorySignature.WeightedWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorySignatureTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        en, The minister's cafés were closing, minister cafe close
        en-US, IBM quits the markets, ibm quits market
        de_AT, Die Häuser und der Preis, haus preis
        fr, L'annonce des ministres, anonc ministr
        xx, The Houses, the houses""")
    void shouldAnalyzeByLanguage(String locale, String text, String words) {
        assertThat(StoryWords.of(text, Optional.of(locale))).containsExactly(words.split(" "));
    }

    @Test
    void shouldWeighWordsByRarityAndThoseOfTheTitleTwice() {
        StorySignature signature = signature("Lisbon quake", "Quake hits harbour");

        assertThat(signature.words())
                .extracting(WeightedWord::text, WeightedWord::rarity)
                .containsExactly(tuple("harbour", 9), tuple("hit", 5), tuple("lisbon", 13), tuple("quake", 9));
        // a length of √(9² + 5² + 26² + 18²), and √(13² + 9²) for the title
        assertThat(signature.words()).extracting(WeightedWord::weight).containsExactly(283768, 157649, 819776, 567537);
        assertThat(signature.words()).extracting(WeightedWord::titleWeight).containsExactly(0, 0, 862130, 596859);
        assertThat(signature.pairs()).containsExactly("hit harbour", "lisbon quake", "quake hit");
        assertThat(signature.blocks()).containsExactly("lisbon", "quake", "harbour", "hit");
    }

    @Test
    void shouldGiveIgnoredWordsNoWeight() {
        Set<String> ignored = StoryWords.distinct(List.of("facial recognition"), Optional.empty());
        StorySignature signature =
                StorySignature.of("IBM quits facial recognition market", Optional.empty(), Optional.empty(), ignored);

        assertThat(signature.words()).extracting(word -> word.text()).containsExactly("ibm", "market", "quits");
        assertThat(signature.pairs()).containsExactly("ibm quits");
    }

    @Test
    void shouldReadThreeHundredCharactersOfTheExcerpt() {
        assertThat(signature("Title", "x".repeat(299) + " beyond").words()).hasSize(1 + 2);
        assertThat(signature("", "").words()).isEmpty();
    }

    private static StorySignature signature(String title, String excerpt) {
        return StorySignature.of(title, Optional.of(excerpt), Optional.empty(), Set.of());
    }
}
