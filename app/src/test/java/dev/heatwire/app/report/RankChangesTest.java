package dev.heatwire.app.report;

import static dev.heatwire.events.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankChangesTest {
    @Test
    void shouldShowRisenFallenAndNewEntries() {
        RankChanges changes = RankChanges.since(List.of(entry("a", 1), entry("b", 2), entry("c", 3), entry("d", 4)));

        assertThat(List.of(entry("c", 1), entry("a", 2), entry("e", 3), entry("d", 4)))
                .extracting(changes::of)
                .containsExactly("▲ 2", "▼ 1", "new", "");
    }

    @Test
    void shouldShowNoChangesTheFirstTime() {
        assertThat(RankChanges.NONE.of(entry("a", 1))).isEmpty();
        assertThat(RankChanges.since(List.of()).of(entry("a", 1))).isEqualTo("new");
    }

    @Test
    void shouldPrintChangesBeforeTheRank() {
        String table = FeedTable.of(List.of(entry("b", 1)), RankChanges.since(List.of(entry("b", 2))), NOON);

        assertThat(table).isEqualTo("""
            MOVE  RANK  HEAT  QUALITY  PUBLISHED  PROVIDER      TITLE
            ▲ 1      1    70       70  0 min ago  site.example  A title\
            """);
    }

    private static FeedEntry entry(String name, int rank) {
        return FeedEntry.of(rank, Samples.ranked(name, 70, NOON), NOON);
    }
}
