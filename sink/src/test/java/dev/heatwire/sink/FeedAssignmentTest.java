package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.ranked;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedAssignmentTest {
    @Test
    void shouldPlaceAnArticleInItsCategoryAndEachTopic() {
        assertThat(FeedAssignment.of(ranked("a", 70, NOON, "Computer Vision", "AI")))
                .containsExactly("news", "news/computer-vision", "news/ai");
    }

    @Test
    void shouldPlaceNothingThatIsNotPublished() {
        assertThat(FeedAssignment.of(ranked("a", 69, NOON, "AI"))).isEmpty();
    }

    @Test
    void shouldNameAFeedSoThatItFitsAKey() {
        assertThat(FeedAssignment.of(
                        ranked(enriched("a").category("Breaking | News").build(), 70)))
                .containsExactly("breaking-news");
    }
}
