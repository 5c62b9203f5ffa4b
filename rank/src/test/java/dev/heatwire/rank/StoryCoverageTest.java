package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryCoverageTest {
    @ParameterizedTest
    @CsvSource({
        "100, t, 50, 100",
        "15, t, 62000, 0",
        "10, t, 20000, 2",
        "0, t, 50, 0",
        "10, é, 15000, 1",
        "10, 語, 15000, 1",
        "10, 😀, 10000, 1",
        "10, '\"', 15000, 1"
    })
    void shouldKeepTheFirstArticlesWhoseTextsFit(int articles, String character, int times, int expected) {
        CoveringArticle article = covering(character.repeat(times), Optional.empty());

        assertThat(StoryCoverage.cut(Collections.nCopies(articles, article))).hasSize(expected);
    }

    @Test
    void shouldCountTheReason() {
        CoveringArticle article = covering("t", Optional.of("shares words with https://x/" + "a".repeat(20_000)));

        assertThat(StoryCoverage.cut(Collections.nCopies(13, article))).hasSize(2);
    }

    @Test
    void shouldLeaveOutAnArticleThatIsTooLargeWithoutThoseAfterIt() {
        CoveringArticle large = covering("語".repeat(33_400), Optional.empty());
        CoveringArticle small = covering("t", Optional.empty());

        assertThat(StoryCoverage.cut(List.of(large, small))).containsExactly(small);
    }

    private static CoveringArticle covering(String title, Optional<String> reason) {
        return new CoveringArticle(
                "https://x/a", title, "https://x/a", "Outlet", Optional.of(50), CoverageKind.LIVE, reason);
    }
}
