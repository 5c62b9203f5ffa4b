package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.Editorial;
import dev.heatwire.events.Policy;
import dev.heatwire.rank.HeatRules.Coverage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatRulesTest {
    @ParameterizedTest(name = "leads: {0}, quality {1}, {2} declared, {3} detected: {4}")
    @CsvSource({
        "true, 89, 4, 0, 129",
        "true, 89, 3, 2, 139",
        "true, 50, 0, 0, 50",
        "true, 50, 1, 0, 60",
        "true, 50, 0, 1, 60",
        "true, 49, 0, 0, 49",
        "true, 49, 5, 5, 49",
        "true, -3, 5, 0, -3",
        "false, 89, 4, 4, -1",
        "false, 49, 0, 0, -1",
    })
    void shouldAddCoverageToTheHeatOfTheLead(boolean leads, int quality, int declared, int detected, int heat) {
        assertThat(HeatRules.heat(leads, quality, new Coverage(declared, detected), Policy.STANDARD.heat()))
                .isEqualTo(heat);
    }

    @ParameterizedTest
    @CsvSource({"69, false, false", "70, false, true", "71, false, true", "-1, false, false", "500, true, false"})
    void shouldPublishFromTheMinimumHeatUnlessHeld(int heat, boolean held, boolean published) {
        assertThat(HeatRules.published(heat, held, Policy.STANDARD.publish())).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource({"10, 2, 0, 16", "10, 2, 3, 28", "9, 2, 3, 9"})
    void shouldTakeEveryNumberFromThePolicy(int quality, int declared, int detected, int heat) {
        Policy.Heat policy = new Policy.Heat(3, Optional.of(4), 10);

        assertThat(HeatRules.heat(true, quality, new Coverage(declared, detected), policy))
                .isEqualTo(heat);
    }

    @Test
    void shouldSayWhy() {
        Policy policy = Policy.STANDARD;
        Optional<Editorial> boosted = Optional.of(new Editorial(false, 3, Optional.empty()));
        Optional<Editorial> held = Optional.of(new Editorial(true, 0, Optional.empty()));
        Optional<Editorial> heldForAReason = Optional.of(new Editorial(true, 0, Optional.of("wait for a reply")));

        assertThat(HeatRules.whyHeat(true, 89, new Coverage(4, 0), policy.heat()))
                .isEqualTo("quality 89 + 4 covering × 10");
        assertThat(HeatRules.whyHeat(true, 89, new Coverage(1, 2), policy.heat()))
                .isEqualTo("quality 89 + 1 covering × 10 + 2 detected × 10");
        assertThat(HeatRules.whyHeat(true, 49, new Coverage(4, 0), policy.heat()))
                .isEqualTo("quality 49, without coverage because that is below 50");
        assertThat(HeatRules.whyHeat(false, 89, new Coverage(4, 0), policy.heat()))
                .isEqualTo("-1, because another article leads the story");
        assertThat(HeatRules.whyPublished(70, Optional.empty(), policy.publish()))
                .isEqualTo("published, because its heat of 70 reaches 70");
        assertThat(HeatRules.whyPublished(69, boosted, policy.publish()))
                .isEqualTo("not published, because its heat of 69 is below 70");
        assertThat(HeatRules.whyPublished(129, held, policy.publish()))
                .isEqualTo("not published, because the editor holds it");
        assertThat(HeatRules.whyPublished(129, heldForAReason, policy.publish()))
                .isEqualTo("not published, because the editor holds it: wait for a reply");
    }
}
