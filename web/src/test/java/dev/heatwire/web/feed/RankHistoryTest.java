package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankHistoryTest {
    /** Records at minutes after noon; at the minute in the second column, movement is told since the third. */
    @ParameterizedTest
    @CsvSource({
        "0,           0, 0",
        "0 1 2,       2, 0",
        "0 1 2,      40, 2",
        "0 10 31,    31, 0",
        "0 31 62,    62, 31",
        "0 31 62 70, 70, 31",
        "0 31 62,   300, 62"
    })
    void shouldCompareWithTheNewestRanksThatAreOldEnough(String records, int now, int since) {
        RankHistory history = RankHistory.EMPTY;
        for (String minute : records.split(" ")) {
            history = history.with(feed(Integer.parseInt(minute), "a"));
        }
        assertThat(history.before(at(now)).orElseThrow().since()).isEqualTo(at(since));
        assertThat(history.ranks()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldTellWhatEachEntryDid() {
        RankedFeed now = feed(60, "b", "a", "new", "c");
        Movement movement = FeedVersion.first(feed(0, "a", "b", "x", "c"), new DocumentCache(0))
                .next(now)
                .movement(at(60));

        assertThat(now.entries().stream().map(movement::of))
                .containsExactly(Movement.Kind.ROSE, Movement.Kind.FELL, Movement.Kind.ENTERED, Movement.Kind.STAYED);
        assertThat(movement.ranks(now.entries().get(0))).isEqualTo(1);
    }

    private static Instant at(int minutes) {
        return Samples.NOON.plus(Duration.ofMinutes(minutes));
    }

    private static RankedFeed feed(int minute, String... names) {
        List<FeedEntry> entries = IntStream.range(0, names.length)
                .mapToObj(rank -> FeedEntry.of(rank + 1, Samples.ranked(names[rank], 80, Samples.NOON), Samples.NOON))
                .toList();
        return new RankedFeed("news", at(minute), false, entries);
    }
}
