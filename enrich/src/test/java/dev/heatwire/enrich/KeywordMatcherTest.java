package dev.heatwire.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.ResolvedTopic.TitleMatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "Canvas apps in an hour, canvas app",
        "New: canvas apps, Canvas App",
        "AI for all, ai",
        "What is AI?, ai",
        "'Post-AI, and after', ai",
        "“AI” in quotes, ai",
        "The AIs have it, ai",
        "Éclair of the day, éclair",
        "Learn C++ today, c++",
        "Try .NET today, .net",
        "ASP.NET today, .net",
        "5G is here, 5g",
        "人工智能, 人工智能",
    })
    void shouldFindAKeywordThatStartsAWord(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).containsExactly(new TitleMatch(keyword, true));
    }

    @ParameterizedTest
    @CsvSource({
        "Daily briefing, ai",
        "Mini canvasapp, app",
        "X5G, 5g",
        "snake_ai, ai",
        "Caféai, ai",
    })
    void shouldTellAKeywordInsideAWord(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).containsExactly(new TitleMatch(keyword, false));
    }

    @ParameterizedTest
    @CsvSource({
        "IBM quits facial-recognition market, facial recognition",
        "Nothing of the kind, ai",
        "Vision, computer vision",
    })
    void shouldFindNothingElse(String title, String keyword) {
        assertThat(KeywordMatcher.in(title, List.of(keyword))).isEmpty();
    }

    @Test
    void shouldPreferALaterWordStartToAnEarlierInside() {
        assertThat(KeywordMatcher.in("Daily AI", List.of("ai"))).containsExactly(new TitleMatch("ai", true));
    }

    @Test
    void shouldMatchOncePerEntryOfTheList() {
        assertThat(KeywordMatcher.in("AI, AI and more AI", List.of("ai", "nlp", "AI")))
                .containsExactly(new TitleMatch("ai", true), new TitleMatch("AI", true));
    }
}
