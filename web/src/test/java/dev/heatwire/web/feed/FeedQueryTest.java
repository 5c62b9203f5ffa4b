package dev.heatwire.web.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.Samples;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedQueryTest {
    private static final RankedFeed FEED = Samples.feed(
            Samples.ranked("old-hot", 150, Samples.NOON.minusSeconds(60)),
            Samples.ranked("new", 100, Samples.NOON),
            Samples.ranked("oldest", 80, Samples.NOON.minusSeconds(90)));

    @ParameterizedTest
    @CsvSource({
        "'', old-hot new oldest",
        "n=2, old-hot new",
        "n=0, ''",
        "heat=100, old-hot new",
        "heat=101&n=5, old-hot",
        "provider=site.example, old-hot new oldest",
        "provider=other.example, ''",
        "type=video, ''",
        "order=newest, new old-hot oldest",
        "n=1&order=newest, new"
    })
    void shouldSelectEntries(String query, String expected) {
        FeedQuery parsed = FeedQuery.of(parameters(query)::get);

        assertThat(String.join(
                        " ",
                        parsed.select(FEED).entries().stream()
                                .map(FeedEntry::id)
                                .map(id -> id.substring(Samples.id("").length()))
                                .toList()))
                .isEqualTo(expected);
        assertThat(FeedQuery.of(parameters(parsed.queryString().replaceFirst("\\?", ""))::get))
                .isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=-1", "n=x", "n=1234567", "heat=1.5", "order=oldest"})
    void shouldRefuseWhatIsNotValid(String query) {
        assertThatThrownBy(() -> FeedQuery.of(parameters(query)::get)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                parameters.put(part.split("=")[0], part.split("=")[1]);
            }
        }
        return parameters;
    }
}
