package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortKeyTest {
    @Test
    void shouldSortByScoreThenEarlierThenId() {
        Instant later = NOON.plusSeconds(1);
        List<RankedArticle> inOrder = new ArrayList<>();
        for (double score : new double[] {1e9, 18_430.1, 18_430.0, 2, 1, 0.5, 0, -0.5, -1, -1e9}) {
            inOrder.add(scored("a", Instant.parse("1969-01-01T00:00:00Z"), score));
            inOrder.add(scored("a", NOON, score));
            inOrder.add(scored("b", NOON, score));
            inOrder.add(scored("a", later, score));
        }

        List<RankedArticle> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(Comparator.comparing(SortKey::of));

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Test
    void shouldNotTellZeroFromMinusZero() {
        assertThat(SortKey.of(scored("a", NOON, -0.0))).isEqualTo(SortKey.of(scored("a", NOON, 0.0)));
    }

    @Test
    void shouldFindWhereLowerScoresBegin() {
        String below = SortKey.below(18_430.0);

        assertThat(SortKey.of(scored("z", NOON, 18_430.0))).isLessThan(below);
        assertThat(SortKey.of(scored("a", NOON, Math.nextDown(18_430.0))))
                .isGreaterThan(below)
                .isLessThan(SortKey.END);
    }

    @Test
    void shouldContainTheScore() {
        for (double score : new double[] {1e9, 18_430.1, 0, -0.5, -1e9}) {
            String sortKey = SortKey.of(scored("a", NOON, score));

            assertThat(SortKey.scoreOf(sortKey)).isEqualTo(score);
        }
    }

    private static RankedArticle scored(String name, Instant published, double score) {
        return new RankedArticle(
                enriched(name).published(published).build(),
                0,
                0,
                true,
                score,
                id(name),
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                Samples.REASONS);
    }
}
