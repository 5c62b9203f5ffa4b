package dev.heatwire.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.rank.LeadSelector.Candidate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadSelectorTest {
    private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-03-01T10:00:01Z");

    @Test
    void shouldLeadWhenNoOtherArticleCoversTheStory() {
        assertThat(lead(candidate("a", 0, EARLY))).isEqualTo("a");
    }

    @Test
    void shouldLeadWithTheHigherQuality() {
        assertThat(lead(candidate("a", 69, EARLY), candidate("b", 70, LATE))).isEqualTo("b");
        assertThat(lead(candidate("a", 70, LATE), candidate("b", 69, EARLY))).isEqualTo("a");
    }

    @Test
    void shouldLeadWithTheEarliestAmongEquals() {
        assertThat(lead(candidate("a", 70, LATE), candidate("b", 70, EARLY))).isEqualTo("b");
        assertThat(lead(candidate("b", 70, EARLY), candidate("a", 70, LATE))).isEqualTo("b");
    }

    @Test
    void shouldLeadWithTheSmallerIdAmongEqualsOfOneMoment() {
        assertThat(lead(candidate("b", 70, EARLY), candidate("a", 70, EARLY))).isEqualTo("a");
        assertThat(lead(candidate("a", 70, EARLY), candidate("b", 70, EARLY))).isEqualTo("a");
    }

    @Test
    void shouldLoseATieWithoutADate() {
        assertThat(lead(candidate("b", 70, LATE), candidate("a", 70, Instant.MAX)))
                .isEqualTo("b");
    }

    @Test
    void shouldNameTheBestOfMany() {
        assertThat(lead(
                        candidate("a", 10, EARLY),
                        candidate("b", 30, LATE),
                        candidate("c", 40, LATE),
                        candidate("d", 40, EARLY)))
                .isEqualTo("d");
    }

    @Test
    void shouldSayWhy() {
        assertThat(LeadSelector.select(candidate("a", 70, EARLY), List.of()).reason())
                .isEqualTo("leads: no other article of known quality covers the story");
        assertThat(LeadSelector.select(candidate("a", 70, LATE), List.of(candidate("b", 69, EARLY)))
                        .reason())
                .isEqualTo("leads: its quality of 70 is higher than 69");
        assertThat(LeadSelector.select(candidate("a", 70, LATE), List.of(candidate("b", 70, EARLY)))
                        .reason())
                .isEqualTo("b leads: the qualities are equal (70); it was published earlier");
        assertThat(LeadSelector.select(candidate("a", 70, LATE), List.of(candidate("b", 70, LATE)))
                        .reason())
                .isEqualTo("leads: quality (70) and date are equal; the smaller id wins");
    }

    private static String lead(Candidate article, Candidate... covering) {
        return LeadSelector.select(article, List.of(covering)).id();
    }

    private static Candidate candidate(String id, int quality, Instant published) {
        return new Candidate(id, quality, published);
    }
}
