package dev.heatwire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heatwire.bench.StoryBenchmark.LabelledArticle;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryBenchmarkTest {
    @Test
    void shouldComputePrecisionAndRecallForEachArticle() {
        List<LabelledArticle> articles = List.of(article("1", "x"), article("2", "x"), article("3", "y"));

        var accuracy = StoryBenchmark.accuracy(articles, Map.of("1", "p", "2", "q", "3", "q"), 0);

        assertThat(accuracy.precision()).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-9));
        assertThat(accuracy.recall()).isCloseTo((0.5 + 0.5 + 1) / 3, within(1e-9));
    }

    @Test
    void shouldFindTheStoriesOfTheLabelledHeadlines() throws IOException {
        assertThat(StoryBenchmark.measure(headlines()).f1()).isGreaterThan(0.78);
    }

    private static List<LabelledArticle> headlines() throws IOException {
        return StoryBenchmark.read(StoryBenchmark.class.getResourceAsStream("/stories/uci-dev.tsv"));
    }

    private static LabelledArticle article(String id, String story) {
        return new LabelledArticle(id, story, Instant.EPOCH, "provider", "title", "");
    }
}
