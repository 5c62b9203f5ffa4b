package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.ranked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final RankedArticle RANKED = ranked("a", 90, NOON, "AI");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 200, Integer.MAX_VALUE})
    void shouldBeTheEntryThatTheTopicsSerdeWrites(int rank) {
        assertThat(Listing.of(RANKED).at("news/ai", rank)).isEqualTo(json(FeedEntry.of("news/ai", rank, RANKED)));
    }

    @Test
    void shouldWriteANameOfAFeedAsJson() {
        String feed = "x\"rank\":1,";

        assertThat(Listing.of(RANKED).at(feed, 7)).isEqualTo(json(FeedEntry.of(feed, 7, RANKED)));
    }

    @Test
    void shouldTellEveryChangeByWhatIsWritten() {
        String written = Listing.of(RANKED).written(1);

        assertThat(Listing.of(ranked("a", 90, NOON, "AI")).written(1)).isEqualTo(written);
        assertThat(Listing.of(RANKED).written(2)).isNotEqualTo(written);
        assertThat(Listing.of(RANKED).written(11)).isNotEqualTo(written);
        assertThat(Listing.of(ranked("a", 91, NOON, "AI")).written(1)).isNotEqualTo(written);
        assertThat(Listing.of(ranked("a", 90, NOON)).written(1)).isNotEqualTo(written);
    }

    private static byte[] json(FeedEntry entry) {
        return Topics.withPrefix("").rankedFeed.values().serializer().serialize("ranked-feed", entry);
    }
}
