package dev.heatwire.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldSayHowFarTheHottestArticleIsFromBeingPublished() {
        assertThat(report(OptionalInt.of(0), Set.of()))
                .contains("no article is published: the highest heat is 0, publish.minimumHeat is 70 (policy.yaml)\n");
        assertThat(report(OptionalInt.of(69), Set.of())).contains("the highest heat is 69,");
    }

    @Test
    void shouldNotBlameTheThresholdWhenItIsReachedOrThereIsNoArticle() {
        assertThat(report(OptionalInt.of(70), Set.of())).doesNotContain("minimumHeat");
        assertThat(report(OptionalInt.empty(), Set.of())).contains("none has been read");
    }

    @Test
    void shouldNameFilesThatAreStillBeingWritten() {
        assertThat(report(OptionalInt.of(0), Set.of("articles/b.md", "articles/a.md")))
                .endsWith("not read, because still being written:\n  articles/a.md\n  articles/b.md");
        assertThat(RunReport.ofFiles(0, Map.of(), Set.of("articles/a.md"))).contains("still being written");
    }

    private static String report(OptionalInt highestHeat, Set<String> beingWritten) {
        return RunReport.of(new SiteSummary(Map.of(), 3, 0, highestHeat, 70, Map.of(), beingWritten), NOON);
    }
}
