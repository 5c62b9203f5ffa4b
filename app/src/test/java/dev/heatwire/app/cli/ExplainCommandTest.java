package dev.heatwire.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private final Map<String, RankedArticle> articles = new LinkedHashMap<>();

    ExplainCommandTest() {
        for (String title : new String[] {"Café opens", "Café closes", "Rain"}) {
            String name = title.substring(title.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
            articles.put(
                    Samples.id(name),
                    Samples.ranked(Samples.enriched(name).title(title).build(), 70));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example/rain, 1",
        "http://www.site.example/rain/, 1",
        "CAFÉ, 2",
        "closes, 1",
        "'', 3",
        "snow, 0",
    })
    void shouldFindTheSameAmongTheCandidatesAsAmongAllArticles(String wanted, int found) {
        Map<String, RankedArticle> candidates = new LinkedHashMap<>(articles);
        candidates
                .entrySet()
                .removeIf(entry -> !ExplainCommand.candidates(wanted).test(entry.getKey(), entry.getValue()));

        assertThat(candidates).hasSize(found);
        assertThat(ExplainCommand.find(wanted, candidates))
                .isEqualTo(ExplainCommand.find(wanted, articles))
                .hasSize(found);
    }
}
