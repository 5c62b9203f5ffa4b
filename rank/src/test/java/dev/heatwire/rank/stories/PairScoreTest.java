package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairScoreTest {
    /**
     * Cosine of all words and of titles is the same without excerpts: 19.32 · cosine + 1.1 · ln(1 + pairs) − 6.27 ·
     * rarest / 13 − 1.46. There is no list of Welsh words; of the English ones, Lisbon weighs 13, quake 9, toll 7,
     * bridge, damage and rise 5.
     */
    @ParameterizedTest
    @CsvSource({
        "cy, Lisbon quake damages bridge, Lisbon quake damages bridge, 13.115",
        "cy, Lisbon quake damages bridge, Bridge stands quake zone, 1.930",
        "cy, Lisbon quake damages bridge, Lisbon quake toll rises, 2.692",
        "cy, Lisbon quake damages bridge, Lisbon elections begin Sunday, -2.900",
        "en, Lisbon quake damages bridge, Lisbon quake damages bridge, 13.115",
        "en, Lisbon quake damages bridge, Lisbon quake toll rises, 8.525",
    })
    void shouldFollowTheFormula(String locale, String one, String other, double score) {
        StorySignature first = signature(one, locale);
        StorySignature second = signature(other, locale);

        assertThat(PairScore.of(first, second).score() / 1e6).isCloseTo(score, within(0.001));
        assertThat(PairScore.of(second, first)).isEqualTo(PairScore.of(first, second));
    }

    @Test
    void shouldNotLinkArticlesThatShareOneWord() {
        StorySignature word = signature("Quake", "en");

        assertThat(PairScore.of(word, word).reaches(StoryThreshold.GENEROUS)).isFalse();
        assertThat(new PairScore(StoryThreshold.NORMAL.score(), 2).reaches(StoryThreshold.NORMAL))
                .isTrue();
        assertThat(new PairScore(StoryThreshold.NORMAL.score() - 1, 2).reaches(StoryThreshold.NORMAL))
                .isFalse();
    }

    @Test
    void shouldApproximateTheLogisticFunction() {
        for (int x = -17_000_000; x < 17_000_000; x += 12_345) {
            assertThat(FixedPoint.logistic(x) / 1e6).isCloseTo(1 / (1 + Math.exp(-x / 1e6)), within(0.001));
        }
        for (int n = 0; n < 64; n++) {
            assertThat(FixedPoint.logarithm(n) / 1e6).isCloseTo(Math.log1p(n), within(1e-6));
        }
    }

    private static StorySignature signature(String title, String locale) {
        return StorySignature.of(title, Optional.empty(), Optional.of(locale), Set.of());
    }
}
