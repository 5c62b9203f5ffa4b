package dev.heatwire.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsTest {
    @Test
    void shouldCopyWhatTheyAreGiven() {
        List<String> keywords = new ArrayList<>(List.of("ai"));
        NewsTopic topic = new NewsTopic("ai", "AI", Optional.empty(), keywords);

        keywords.add("nlp");

        assertThat(topic.keywords()).containsExactly("ai");
    }

    @Test
    void shouldRefuseAnIdThatCannotBePartOfAKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Source(" ", "hash"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RankedFeed("a feed", Samples.NOON, false, List.of()));
    }

    @Test
    void shouldRefuseAnExplanationThatDoesNotAddUp() {
        RankedArticle ranked = Samples.ranked("a", 70, Samples.NOON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankedArticle(
                        ranked.article(),
                        71,
                        71,
                        true,
                        1,
                        ranked.lead(),
                        Optional.empty(),
                        0,
                        List.of(),
                        ranked.explanation(),
                        Samples.REASONS));
    }

    @Test
    void shouldSayWhereAProblemIs() {
        Problem everywhere = new Problem(Optional.empty(), Optional.empty(), Optional.empty(), "c", "is bad");
        Problem somewhere = new Problem(Optional.of(3), Optional.of(7), Optional.of("title"), "c", "is bad");

        assertThat(everywhere.in("a.md")).isEqualTo("a.md: is bad");
        assertThat(somewhere.in("a.md")).isEqualTo("a.md:3:7: title: is bad");
    }
}
