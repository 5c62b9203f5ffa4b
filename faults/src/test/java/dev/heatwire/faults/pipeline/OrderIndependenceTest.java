package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import dev.heatwire.faults.pipeline.History.Change;
import dev.heatwire.rank.RankStage;
import dev.heatwire.streams.StageDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ranking does not depend on the order of changes, and agrees with {@link ExpectedRanking}. */
class OrderIndependenceTest {
    private static final int SHUFFLES = 20;
    private static final History HISTORY = History.of(4, 300, 600);

    @TempDir
    private Path state;

    @Test
    void shouldEndTheSameInAnotherOrder() {
        requireTheSameInOrders(1, 2);
    }

    @Test
    @Tag("full")
    void shouldEndTheSameInAnyOrder() {
        requireTheSameInOrders(3, SHUFFLES);
    }

    private void requireTheSameInOrders(int firstSeed, int lastSeed) {
        Map<String, RankedArticle> inOrder = play(HISTORY.changes(), 0);

        assertThat(inOrder.values().stream().map(RankedArticle::heat).distinct().count())
                .as("different heats")
                .isGreaterThan(20);
        Map<String, ArticleRanking> rankings = new HashMap<>();
        inOrder.forEach((id, ranked) -> rankings.put(id, ArticleRanking.of(ranked)));
        assertThat(rankings).isEqualTo(ExpectedRanking.of(HISTORY).rankings());
        for (int seed = firstSeed; seed <= lastSeed; seed++) {
            assertThat(play(HISTORY.shuffled(seed), seed))
                    .as("shuffle %d", seed)
                    .isEqualTo(inOrder);
        }
    }

    /** Sends the changes through both stages; rank gets the output of enrich with random delays. */
    private Map<String, RankedArticle> play(List<Change> changes, long seed) {
        Random random = new Random(seed);
        Map<String, RankedArticle> ranking = new HashMap<>();
        try (StageDriver enrich = new StageDriver(EnrichStage.STAGE, state.resolve("enrich-" + seed));
                StageDriver rank = new StageDriver(RankStage.STAGE, state.resolve("rank-" + seed))) {
            TestInputTopic<String, Article> articles = enrich.input(enrich.topics.articles);
            TestInputTopic<String, Provider> providers = enrich.input(enrich.topics.providers);
            TestInputTopic<String, NewsTopic> newsTopics = enrich.input(enrich.topics.newsTopics);
            TestInputTopic<String, Policy> policy = rank.input(rank.topics.scoringPolicy);
            TestInputTopic<String, EnrichedArticle> toRank = rank.input(rank.topics.enrichedArticles);
            TestOutputTopic<String, EnrichedArticle> enriched = enrich.output(enrich.topics.enrichedArticles);
            for (Change change : changes) {
                Object value = change.value().orElse(null);
                switch (change.kind()) {
                    case ARTICLE -> articles.pipeInput(change.key(), (Article) value);
                    case PROVIDER -> providers.pipeInput(change.key(), (Provider) value);
                    case TOPIC -> newsTopics.pipeInput(change.key(), (NewsTopic) value);
                    case POLICY -> policy.pipeInput(change.key(), (Policy) value);
                }
                if (random.nextInt(10) == 0) {
                    enrich.advance(Duration.ofMillis(20));
                }
                if (random.nextInt(10) == 0) {
                    enriched.readKeyValuesToList().forEach(record -> toRank.pipeInput(record.key, record.value));
                }
                if (random.nextInt(10) == 0) {
                    rank.advance(Duration.ofMillis(20));
                }
            }
            enrich.settle();
            enriched.readKeyValuesToList().forEach(record -> toRank.pipeInput(record.key, record.value));
            rank.settle();
            rank.output(rank.topics.rankedArticles).readKeyValuesToList().forEach(record -> {
                if (record.value == null) {
                    ranking.remove(record.key);
                } else {
                    ranking.put(record.key, record.value);
                }
            });
        }
        return ranking;
    }
}
