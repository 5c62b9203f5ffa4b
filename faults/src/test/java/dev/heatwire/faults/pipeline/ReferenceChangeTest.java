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
import dev.heatwire.rank.RankStage;
import dev.heatwire.streams.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of one provider reaches all of its articles, soon, and no others; one of the policy reaches every article,
 * once. {@code -Dheatwire.scale=100000} for more.
 */
@Tag("full")
class ReferenceChangeTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceChangeTest.class);
    private static final int ARTICLES = Integer.getInteger("heatwire.scale", 5_000);
    private static final int AFFECTED = ARTICLES / 10;
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE);
    private static final Duration BAR = Duration.ofSeconds(10);
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final Topics topics = Topics.withPrefix("reference-change-");

    @Test
    void shouldReachEveryArticleThatAChangeConcernsAndNoOther() throws Exception {
        Map<String, String> client = SharedBroker.client();
        try (Admin admin = Admin.create(new HashMap<>(client));
                CompactedTopicReader reader = new CompactedTopicReader(client)) {
            TopicAdmin.create(admin, topics, 2, (short) 1);
            List<StageRunner> running = STAGES.stream()
                    .map(stage -> StageRunner.start(stage, topics, folder.resolve("state"), "1", client, admin))
                    .toList();
            DrainCheck quiet = new DrainCheck(admin, reader, topics);
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(producerConfig(client), new StringSerializer(), new ByteArraySerializer())) {
                List<Future<RecordMetadata>> sent = IntStream.range(0, ARTICLES)
                        .mapToObj(number -> producer.send(article(number)))
                        .toList();
                producer.flush();
                assertThat(sent).allSatisfy(one -> assertThat(one.get()).isNotNull());
                await().atMost(SETTLED_TIMEOUT).until(() -> quiet.areDrained(STAGES));
                int rankedBefore = records(reader, topics.rankedArticles.name());
                int enrichedBefore = records(reader, topics.enrichedArticles.name());

                Duration taken = settle(producer, provider(30), quiet);
                LOG.info("a provider change reached {} of {} articles in {}", AFFECTED, ARTICLES, taken);

                assertThat(taken).isLessThan(BAR);
                assertThat(records(reader, topics.enrichedArticles.name()) - enrichedBefore)
                        .isEqualTo(AFFECTED);
                assertThat(records(reader, topics.rankedArticles.name()) - rankedBefore)
                        .isEqualTo(AFFECTED);
                assertThat(reader.readTable(topics.rankedArticles).values().stream()
                                .filter(ranked -> ranked.quality() == 30)
                                .count())
                        .isEqualTo(AFFECTED);

                int rankedByPolicy = records(reader, topics.rankedArticles.name());
                taken = settle(producer, policy(Duration.ofHours(12)), quiet);
                LOG.info("a policy change reached {} articles in {}", ARTICLES, taken);

                assertThat(records(reader, topics.rankedArticles.name()) - rankedByPolicy)
                        .isEqualTo(ARTICLES);
            } finally {
                running.forEach(StageRunner::close);
            }
        }
    }

    private static Map<String, Object> producerConfig(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        // new partitions refuse their first batch until they are ready; the next must not overtake it
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return config;
    }

    private ProducerRecord<String, byte[]> article(int number) {
        Article article = Samples.article("article-" + number)
                .provider(number % 10 == 0 ? "big.example" : "other-" + number % 1_000 + ".example")
                .build();
        return new ProducerRecord<>(
                topics.articles.name(),
                article.id(),
                topics.articles.values().serializer().serialize(topics.articles.name(), article));
    }

    private ProducerRecord<String, byte[]> provider(int standing) {
        Provider provider = Samples.provider("big.example", standing);
        return new ProducerRecord<>(
                topics.providers.name(),
                provider.domain(),
                topics.providers.values().serializer().serialize(topics.providers.name(), provider));
    }

    private ProducerRecord<String, byte[]> policy(Duration halfLife) {
        Policy standard = Policy.STANDARD;
        Policy policy = new Policy(
                standard.quality(),
                standard.heat(),
                standard.publish(),
                new Policy.Ranking(halfLife, 100, standard.ranking().forgetAfter()));
        return new ProducerRecord<>(
                topics.scoringPolicy.name(),
                Policy.KEY,
                topics.scoringPolicy.values().serializer().serialize(topics.scoringPolicy.name(), policy));
    }

    private static Duration settle(
            KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> change, DrainCheck quiet)
            throws Exception {
        Instant start = Instant.now();
        producer.send(change).get();
        await().atMost(SETTLED_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(() -> quiet.areDrained(STAGES));
        return Duration.between(start, Instant.now());
    }

    private static int records(CompactedTopicReader reader, String topic) {
        AtomicInteger count = new AtomicInteger();
        reader.read(topic, any -> count.incrementAndGet());
        return count.get();
    }
}
