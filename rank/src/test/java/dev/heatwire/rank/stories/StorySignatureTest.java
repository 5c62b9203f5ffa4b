package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;

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
    void shouldWeighTitleWordsTwiceAndWordsOfTheExcerptOnce() {
        StorySignature signature = signature("Lisbon quake", "Quake hits harbour");

        assertThat(signature.words())
                .extracting(word -> word.text())
                .containsExactly("harbour", "hit", "lisbon", "quake");
        // a length of √(2² + 2² + 1² + 1²), and √2 for the title
        assertThat(signature.words()).extracting(word -> word.weight()).containsExactly(331588, 331588, 663177, 663177);
        assertThat(signature.words()).extracting(word -> word.titleWeight()).containsExactly(0, 0, 741455, 741455);
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
