package dev.heatwire.app.report;

import static dev.heatwire.events.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedTableTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT47H59M, 47 h ago",
        "PT48H, 2026-02-28",
        "-PT1H, 2026-03-02",
    })
    void shouldShowTheAgeUpToTwoDaysThenTheDate(Duration age, String text) {
        assertThat(FeedTable.ageOrDate(NOW.minus(age), NOW)).isEqualTo(text);
    }

    @Test
    void shouldAlignColumnsOfWideCharacters() {
        List<FeedEntry> entries = List.of(
                FeedEntry.of(1, Samples.ranked(article("日本", "First"), 129), NOON),
                FeedEntry.of(2, Samples.ranked(article("Long name", "Second"), 70), NOON));

        assertThat(FeedTable.of(entries, NOW)).isEqualTo("""
            RANK  HEAT  QUALITY  PUBLISHED  PROVIDER   TITLE
               1   129      129  24 h ago   日本       First
               2    70       70  24 h ago   Long name  Second\
            """);
    }

    @Test
    void shouldNameWhoElseTellsADetectedStory() {
        assertThat(FeedTable.company(0, List.of())).isEmpty();
        assertThat(FeedTable.company(2, List.of("Forbes", "CNN"))).isEqualTo(" (2 more: Forbes, CNN)");
        assertThat(FeedTable.company(3, List.of("Forbes", "CNN", "NPR"))).isEqualTo(" (3 more: Forbes, CNN, …)");
    }

    private static EnrichedArticle article(String provider, String title) {
        return Samples.enriched(title).title(title).provider(provider).build();
    }
}
