package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordRarityTest {
    @ParameterizedTest
    @CsvSource({"day, 5", "minister, 7", "quake, 9", "verdigris, 11", "krishna, 13", "2026, 13"})
    void shouldTellCommonWordsFromRareOnes(String word, int rarity) {
        assertThat(WordRarity.of(word, "en")).isEqualTo(rarity);
    }

    @ParameterizedTest
    @CsvSource({"day", "krishna"})
    void shouldTakeAllWordsOfOtherLanguagesAsRare(String word) {
        assertThat(WordRarity.of(word, "de")).isEqualTo(WordRarity.MAX);
    }
}
