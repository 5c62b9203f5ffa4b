package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Article;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Samples;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.rank.RankStage;
import dev.heatwire.streams.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of a provider is applied to all of its articles and to no others, and a change of the policy to every
 * article once. {@code -Dheatwire.scale=100000} for more articles.
 */
@Tag("full")
class ReferenceChangeTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceChangeTest.class);
    private static final int ARTICLES = Integer.getInteger("heatwire.scale", 5_000);
    private static final int AFFECTED = ARTICLES / 10;
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE);
    private static final Duration MAX_DURATION = Duration.ofSeconds(10);
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final Topics topics = Topics.withPrefix("reference-change-");

    @Test
    void shouldUpdateTheArticlesThatAChangeConcernsAndNoOthers() throws Exception {
        Map<String, String> client = SharedBroker.client();
        try (Admin admin = Admin.create(new HashMap<>(client));
                CompactedTopicReader reader = new CompactedTopicReader(client)) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
            List<StageRunner> running = STAGES.stream()
                    .map(stage -> StageRunner.start(stage, topics, folder.resolve("state"), "1", client, admin))
                    .toList();
            DrainCheck drainCheck = new DrainCheck(admin, reader, topics);
            try (KafkaProducer<String, byte[]> producer = TestRecords.producer(client)) {
                List<Future<RecordMetadata>> sent = IntStream.range(0, ARTICLES)
                        .mapToObj(number -> producer.send(article(number)))
                        .toList();
                producer.flush();
                assertThat(sent).allSatisfy(result -> assertThat(result.get()).isNotNull());
                await().atMost(SETTLED_TIMEOUT).until(() -> drainCheck.areDrained(STAGES));
                int rankedBefore = TestRecords.count(reader, topics.rankedArticles);
                int enrichedBefore = TestRecords.count(reader, topics.enrichedArticles);

                Duration duration = settle(producer, provider(30), drainCheck);
                LOG.info("a provider change reached {} of {} articles in {}", AFFECTED, ARTICLES, duration);

                assertThat(duration).isLessThan(MAX_DURATION);
                assertThat(TestRecords.count(reader, topics.enrichedArticles) - enrichedBefore)
                        .isEqualTo(AFFECTED);
                assertThat(TestRecords.count(reader, topics.rankedArticles) - rankedBefore)
                        .isEqualTo(AFFECTED);
                assertThat(reader.readTable(topics.rankedArticles).values().stream()
                                .filter(ranked -> ranked.quality() == 30)
                                .count())
                        .isEqualTo(AFFECTED);

                int rankedByPolicy = TestRecords.count(reader, topics.rankedArticles);
                duration = settle(producer, policy(Duration.ofHours(12)), drainCheck);
                LOG.info("a policy change reached {} articles in {}", ARTICLES, duration);

                assertThat(TestRecords.count(reader, topics.rankedArticles) - rankedByPolicy)
                        .isEqualTo(ARTICLES);
            } finally {
                running.forEach(StageRunner::close);
            }
        }
    }

    private ProducerRecord<String, byte[]> article(int number) {
        Article article = Samples.article("article-" + number)
                .provider(number % 10 == 0 ? "big.example" : "other-" + number % 1_000 + ".example")
                .build();
        return TestRecords.record(topics.articles, article.id(), article);
    }

    private ProducerRecord<String, byte[]> provider(int standing) {
        Provider provider = Samples.provider("big.example", standing);
        return TestRecords.record(topics.providers, provider.domain(), provider);
    }

    private ProducerRecord<String, byte[]> policy(Duration halfLife) {
        Policy standard = Policy.STANDARD;
        Policy policy = new Policy(
                standard.quality(),
                standard.heat(),
                standard.publish(),
                new Policy.Ranking(halfLife, 100, standard.ranking().forgetAfter()));
        return TestRecords.record(topics.scoringPolicy, Policy.KEY, policy);
    }

    private static Duration settle(
            KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> change, DrainCheck drainCheck)
            throws Exception {
        Instant start = Instant.now();
        producer.send(change).get();
        await().atMost(SETTLED_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> drainCheck.areDrained(STAGES));
        return Duration.between(start, Instant.now());
    }
}
