package dev.heatwire.rank.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairScoreTest {
    /** cosine of all words and of titles is the same without excerpts: 19.32 · cosine + 1.1 · ln(1 + pairs) − 6 */
    @ParameterizedTest
    @CsvSource({
        "Lisbon quake damages bridge, Lisbon quake damages bridge, 14.845",
        "Lisbon quake damages bridge, Bridge stands quake zone, 3.660",
        "Lisbon quake damages bridge, Lisbon quake toll rises, 4.422",
        "Lisbon quake damages bridge, Lisbon elections begin Sunday, -6.000",
    })
    void shouldFollowTheFormula(String one, String other, double score) {
        assertThat(score(one, other).score() / 1e6).isCloseTo(score, within(0.001));
        assertThat(score(other, one)).isEqualTo(score(one, other));
    }

    @Test
    void shouldNotLinkArticlesThatShareOneWord() {
        assertThat(score("Quake", "Quake").reaches(StoryThreshold.GENEROUS)).isFalse();
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

    private static PairScore score(String one, String other) {
        return PairScore.of(signature(one), signature(other));
    }

    private static StorySignature signature(String title) {
        return StorySignature.of(title, Optional.empty(), Optional.empty(), Set.of());
    }
}
