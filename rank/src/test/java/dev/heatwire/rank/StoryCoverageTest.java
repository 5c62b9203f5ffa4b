package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedArticle.CoverageKind;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryCoverageTest {
    @ParameterizedTest
    @CsvSource({"100, 50, 100", "15, 62000, 0", "10, 20000, 2", "0, 50, 0"})
    void shouldKeepTheFirstArticlesWhoseTextsFit(int articles, int titleLength, int expected) {
        CoveringArticle article = new CoveringArticle(
                "https://x/a",
                "t".repeat(titleLength),
                "https://x/a",
                "Outlet",
                Optional.of(50),
                CoverageKind.LIVE,
                Optional.empty());

        assertThat(StoryCoverage.cut(Collections.nCopies(articles, article))).hasSize(expected);
    }
}
