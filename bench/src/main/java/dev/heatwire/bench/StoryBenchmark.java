package dev.heatwire.bench;

import dev.heatwire.events.url.RegistrableDomain;
import dev.heatwire.rank.stories.SimilarityGraph;
import dev.heatwire.rank.stories.StoryCandidate;
import dev.heatwire.rank.stories.StorySignature;
import dev.heatwire.rank.stories.StoryThreshold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares detected stories with labelled ones, by B³ precision and recall. */
final class StoryBenchmark {
    private static final Duration WINDOW = Duration.ofHours(72);

    private StoryBenchmark() {}

    /** A row: tab separated id, story, published (may be empty), provider, title, excerpt. */
    record LabelledArticle(String id, String story, Instant published, String provider, String title, String excerpt) {
        static LabelledArticle parse(String row) {
            String[] cells = row.split("\t", -1);
            Instant published = cells[2].isEmpty() ? Instant.EPOCH : Instant.parse(cells[2]);
            return new LabelledArticle(cells[0], cells[1], published, cells[3], cells[4], cells[5]);
        }

        StoryCandidate candidate() {
            Optional<String> text = Optional.of(excerpt).filter(value -> !value.isEmpty());
            StorySignature signature = StorySignature.of(title, text, Optional.empty(), Set.of());
            return new StoryCandidate(id, published, RegistrableDomain.of(provider), signature, Set.of());
        }
    }

    /** @param microseconds processor time for each article, signature included */
    record Accuracy(int articles, int stories, double precision, double recall, double microseconds) {
        double f1() {
            return 2 * precision * recall / (precision + recall);
        }
    }

    static List<LabelledArticle> read(InputStream in) throws IOException {
        try (var rows = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return rows.lines().skip(1).map(LabelledArticle::parse).toList();
        }
    }

    static Accuracy measure(List<LabelledArticle> articles) {
        SimilarityGraph graph = new SimilarityGraph(StoryThreshold.NORMAL, WINDOW);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        articles.forEach(article -> graph.put(article.candidate()));
        long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        Map<String, String> found = new HashMap<>();
        articles.forEach(
                article -> found.put(article.id(), graph.story(article.id()).orElseThrow()));
        return accuracy(articles, found, nanoseconds / 1e3 / articles.size());
    }

    /** @param found the detected story of each article by id */
    static Accuracy accuracy(List<LabelledArticle> articles, Map<String, String> found, double microseconds) {
        Map<String, Integer> labelled = new HashMap<>();
        Map<String, Integer> detected = new HashMap<>();
        Map<List<String>, Integer> both = new HashMap<>();
        for (LabelledArticle article : articles) {
            String story = found.get(article.id());
            labelled.merge(article.story(), 1, Integer::sum);
            detected.merge(story, 1, Integer::sum);
            both.merge(List.of(article.story(), story), 1, Integer::sum);
        }
        double precision = 0;
        double recall = 0;
        for (Map.Entry<List<String>, Integer> overlap : both.entrySet()) {
            double squared = (double) overlap.getValue() * overlap.getValue();
            precision += squared / detected.get(overlap.getKey().get(1));
            recall += squared / labelled.get(overlap.getKey().get(0));
        }
        int count = articles.size();
        return new Accuracy(count, detected.size(), precision / count, recall / count, microseconds);
    }
}
