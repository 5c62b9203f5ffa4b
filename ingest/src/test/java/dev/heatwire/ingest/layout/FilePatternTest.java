package dev.heatwire.ingest.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternTest {
    @ParameterizedTest
    @CsvSource({
        "topics.yaml, topics.yaml, true",
        "topics.yaml, other.yaml, false",
        "_data/topics, _data/topics/ai.yaml, true",
        "_data/topics, _data/topics/deep/ai.MD, true",
        "_data/topics, _data/topics/ai.txt, false",
        "_data/topics, _data/topics2/ai.yaml, false",
        "_data/*.yaml, _data/ai.yaml, true",
        "_data/*.yaml, _data/deep/ai.yaml, false",
        "_data/**/*.yaml, _data/ai.yaml, true",
        "_data/**/*.yaml, _data/deep/ai.yaml, true"
    })
    void shouldMatchTheFilesOfACatalogue(String pattern, String path, boolean expected) {
        assertThat(new FilePattern(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"_data/topics, _data/topics", "_data/topics/*.yaml, _data/topics", "*.yaml, ''"})
    void shouldKnowTheFolderThatHoldsThem(String pattern, String base) {
        assertThat(new FilePattern(pattern).base()).isEqualTo(base);
    }

    @Test
    void shouldEqualAPatternOfTheSameText() {
        assertThat(new FilePattern("a/*.md"))
                .isEqualTo(new FilePattern("a/*.md"))
                .isNotEqualTo(new FilePattern("a"));
    }
}
