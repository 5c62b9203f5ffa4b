package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heatwire.events.Policy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeDecayScoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Policy.Ranking DAY = Policy.STANDARD.ranking();

    @Test
    void shouldBeWorthOneDoublingOfHeatToBeOneHalfLifeYounger() {
        double older = score(140, NOON.minus(Duration.ofHours(24)));

        assertThat(score(70, NOON)).isCloseTo(older, within(1e-9));
        assertThat(score(71, NOON)).isGreaterThan(older);
        assertThat(score(69, NOON)).isLessThan(older);
    }

    @ParameterizedTest
    @CsvSource({"100, 0, 90, 0", "100, 24, 51, 0", "400, 48, 101, 0", "99, 0, 100, 1"})
    void shouldOrderAsDecayedHeatDoesAtAnyMoment(int heat, int age, int otherHeat, int otherAge) {
        double difference = score(heat, NOON.minus(Duration.ofHours(age)))
                - score(otherHeat, NOON.minus(Duration.ofHours(otherAge)));

        for (int hoursLater : new int[] {0, 1, 1_000}) {
            double decayed = decayed(heat, age + hoursLater) - decayed(otherHeat, otherAge + hoursLater);
            assertThat(Math.signum(difference)).isEqualTo(Math.signum(decayed));
        }
    }

    @Test
    void shouldRankAnArticleOfTheFutureByTheMomentItCame() {
        Instant received = NOON;

        assertThat(TimeDecayScore.score(70, NOON.plusSeconds(1), received, DAY)).isEqualTo(score(70, NOON));
        assertThat(TimeDecayScore.score(70, NOON.minusSeconds(1), received, DAY))
                .isLessThan(score(70, NOON));
    }

    @Test
    void shouldStayFiniteForAnyHeat() {
        assertThat(score(-1, NOON)).isEqualTo(score(1, NOON)).isFinite();
        assertThat(score(0, NOON)).isEqualTo(score(1, NOON));
    }

    @Test
    void shouldTakeTheHalfLifeFromThePolicy() {
        Policy.Ranking hour = new Policy.Ranking(Duration.ofHours(1), 100, Duration.ofDays(30));

        assertThat(TimeDecayScore.score(140, NOON.minus(Duration.ofHours(1)), NOON, hour))
                .isCloseTo(TimeDecayScore.score(70, NOON, NOON, hour), within(1e-9));
    }

    private static double score(int heat, Instant published) {
        return TimeDecayScore.score(heat, published, NOON.plusSeconds(3_600), DAY);
    }

    private static double decayed(double heat, double ageInHours) {
        return heat * Math.pow(2, -ageInHours / 24);
    }
}
