package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.enrich.Enrichment;
import dev.heatwire.events.Article;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedArticle.CoveringArticle;
import dev.heatwire.events.StoryRelation;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import dev.heatwire.faults.pipeline.History.Change;
import dev.heatwire.faults.pipeline.History.Kind;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.rank.SiteStories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranking does not depend on the number of partitions, with two instances and a restart. */
@Tag("full")
class PartitionIndependenceTest {
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(2);
    private static final History HISTORY = History.of(5, 300, 1_200);

    private static final Map<String, String> CLIENT = SharedBroker.client();

    @TempDir
    private Path state;

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = {1, 4, 12})
    void shouldEndTheSameOverAnyNumberOfPartitions(int partitions) {
        Topics topics = Topics.withPrefix("p" + partitions + "-");

        Map<String, ArticleRanking> rankings = new HashMap<>();
        run(HISTORY, topics, partitions).forEach((id, ranked) -> rankings.put(id, ArticleRanking.of(ranked)));

        assertThat(rankings).isEqualTo(ExpectedRanking.of(HISTORY).rankings());
    }

    @ParameterizedTest(name = "{0} partitions")
    @ValueSource(ints = {1, 4, 12})
    void shouldDetectTheStoriesOfTheLastArticles(int partitions) {
        Topics topics = Topics.withPrefix("s" + partitions + "-");
        History history = HISTORY.detecting();

        Map<String, Story> stories = stories(run(history, topics, partitions));

        assertThat(stories)
                .isEqualTo(Story.expected(history))
                .anySatisfy((id, story) -> assertThat(story.id()).isPresent());
        try (Admin admin = Admin.create(new HashMap<>(CLIENT));
                CompactedTopicReader reader = new CompactedTopicReader(CLIENT);
                Pipeline withoutState = Pipeline.start(topics, state.resolve("3"), "3", CLIENT, admin)) {
            // deleted and written again, so that the story is related again, too
            String id = stories.keySet().iterator().next();
            Article article = history.last(Kind.ARTICLE, Article.class).get(id);
            publish(
                    List.of(
                            new Change(Kind.ARTICLE, id, Optional.empty()),
                            new Change(Kind.ARTICLE, id, Optional.of(article))),
                    topics);
            await().atMost(SETTLED_TIMEOUT).until(new DrainCheck(admin, reader, topics)::isDrained);
            assertThat(withoutState.failure()).isEmpty();
            assertThat(stories(reader.readTable(topics.rankedArticles))).isEqualTo(stories);
        }
    }

    /** Which story an article is in, who leads, and who covers it. */
    private record Story(Optional<String> id, String lead, int coverageCount, List<CoveringArticle> coverage) {
        /** Of all last articles at once, without Kafka. */
        static Map<String, Story> expected(History history) {
            Enrichment enrichment = Enrichment.with(
                    history.last(Kind.PROVIDER, Provider.class).values(),
                    history.last(Kind.TOPIC, NewsTopic.class).values());
            List<EnrichedArticle> articles = history.last(Kind.ARTICLE, Article.class).values().stream()
                    .map(enrichment::of)
                    .toList();
            Policy policy = history.last(Kind.POLICY, Policy.class).get(Policy.KEY);
            Map<String, Story> stories = new HashMap<>();
            SiteStories.relations(articles, policy)
                    .forEach((id, relation) -> stories.put(
                            id,
                            new Story(
                                    relation.detected().map(StoryRelation.DetectedStory::story),
                                    relation.lead(),
                                    relation.coverageCount(),
                                    relation.coverage())));
            return stories;
        }
    }

    private static Map<String, Story> stories(Map<String, RankedArticle> ranked) {
        Map<String, Story> stories = new HashMap<>();
        ranked.forEach((id, article) -> stories.put(
                id, new Story(article.story(), article.lead(), article.coverageCount(), article.coverage())));
        return stories;
    }

    /** Runs two instances over the history, one of them with a restart, and returns what they ranked. */
    private Map<String, RankedArticle> run(History history, Topics topics, int partitions) {
        List<Change> changes = history.shuffled(partitions);
        List<Change> firstHalf = changes.subList(0, changes.size() / 2);
        List<Change> secondHalf = changes.subList(changes.size() / 2, changes.size());
        try (Admin admin = Admin.create(new HashMap<>(CLIENT));
                CompactedTopicReader reader = new CompactedTopicReader(CLIENT)) {
            TopicAdmin.create(admin, topics, partitions, (short) 1);
            try (Pipeline first = Pipeline.start(topics, state.resolve("1"), "1", CLIENT, admin)) {
                try (Pipeline second = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(firstHalf, topics);
                    assertThat(second.failure()).isEmpty();
                }
                try (Pipeline second = Pipeline.start(topics, state.resolve("2"), "2", CLIENT, admin)) {
                    publish(secondHalf, topics);
                    DrainCheck drainCheck = new DrainCheck(admin, reader, topics);
                    await().atMost(SETTLED_TIMEOUT).until(drainCheck::isDrained);
                    assertThat(second.failure()).isEmpty();
                }
                assertThat(first.failure()).isEmpty();
            }
            List<String> deadLetters = new ArrayList<>();
            reader.read(topics.deadLetters.name(), record -> deadLetters.add(record.key() + " " + record.headers()));
            assertThat(deadLetters).isEmpty();
            return reader.readTable(topics.rankedArticles);
        }
    }

    private static void publish(List<Change> changes, Topics topics) {
        try (KafkaProducer<String, byte[]> producer = TestRecords.producer(CLIENT)) {
            List<Future<RecordMetadata>> sent = changes.stream()
                    .map(change -> switch (change.kind()) {
                        case ARTICLE -> record(topics.articles, change);
                        case PROVIDER -> record(topics.providers, change);
                        case TOPIC -> record(topics.newsTopics, change);
                        case POLICY -> record(topics.scoringPolicy, change);
                    })
                    .<Future<RecordMetadata>>map(producer::send)
                    .toList();
            producer.flush();
            assertThat(sent).allSatisfy(result -> assertThat(result.get()).isNotNull());
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, Change change) {
        return TestRecords.record(topic, change.key(), (V) change.value().orElse(null));
    }
}
