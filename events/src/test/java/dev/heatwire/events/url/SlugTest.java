package dev.heatwire.events.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource({
        "AI, ai",
        "Computer Vision, computer-vision",
        "'  Computer   Vision ', computer-vision",
        "Arts/Film, arts-film",
        "A|B, a-b",
        "C++, c++",
        "C#, c#",
        "人工 智能, 人工-智能",
        "'Cafe\u0301 Noir', 'caf\u00E9-noir'",
    })
    void shouldNameATopicInKeys(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
        assertThat(Slug.of(slug)).as("of a slug").isEqualTo(slug);
    }

    @Test
    void shouldNeverBeEmpty() {
        assertThat(Slug.of("/")).isEqualTo("-");
        assertThat(Slug.of("a\u0085b\u00A0c")).isEqualTo("a-b-c");
    }
}
