package dev.heatwire.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Article;
import dev.heatwire.events.Provider;
import dev.heatwire.events.Samples;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.rank.RankStage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change of one provider reaches all of its articles, soon, and no others; {@code -Dheatwire.scale=100000} for more. */
class ProviderChangeTest {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderChangeTest.class);
    private static final int ARTICLES = Integer.getInteger("heatwire.scale", 5_000);
    private static final int AFFECTED = ARTICLES / 10;
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE);
    private static final Duration BAR = Duration.ofSeconds(10);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final Topics topics = Topics.withPrefix("");

    @Test
    void shouldReachEveryArticleOfAProviderAndNoOther() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            Map<String, String> client = Map.of("bootstrap.servers", broker.address());
            try (Admin admin = Admin.create(new HashMap<>(client));
                    TopicReader reader = new TopicReader(client)) {
                TopicAdmin.create(admin, topics, 2, (short) 1);
                List<RunningStage> running = STAGES.stream()
                        .map(stage -> RunningStage.start(stage, topics, folder.resolve("state"), "1", client, admin))
                        .toList();
                Quiet quiet = new Quiet(admin, reader, topics);
                try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(new HashMap<>(client), new StringSerializer(), new ByteArraySerializer())) {
                    for (int i = 0; i < ARTICLES; i++) {
                        producer.send(article(i));
                    }
                    producer.flush();
                    await().atMost(SETTLED_WITHIN).until(() -> quiet.isReachedBy(STAGES));
                    int rankedBefore = records(reader, topics.rankedArticles.name());
                    int enrichedBefore = records(reader, topics.enrichedArticles.name());

                    Instant start = Instant.now();
                    producer.send(provider(30)).get();
                    await().atMost(SETTLED_WITHIN)
                            .pollInterval(Duration.ofMillis(50))
                            .until(() -> quiet.isReachedBy(STAGES));
                    Duration taken = Duration.between(start, Instant.now());
                    LOG.info("a provider change reached {} of {} articles in {}", AFFECTED, ARTICLES, taken);

                    assertThat(taken).isLessThan(BAR);
                    assertThat(records(reader, topics.enrichedArticles.name()) - enrichedBefore)
                            .isEqualTo(AFFECTED);
                    assertThat(records(reader, topics.rankedArticles.name()) - rankedBefore)
                            .isEqualTo(AFFECTED);
                    assertThat(reader.fold(topics.rankedArticles).values().stream()
                                    .filter(ranked -> ranked.quality() == 30)
                                    .count())
                            .isEqualTo(AFFECTED);
                } finally {
                    running.forEach(RunningStage::close);
                }
            }
        }
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

    private static int records(TopicReader reader, String topic) {
        AtomicInteger count = new AtomicInteger();
        reader.read(topic, any -> count.incrementAndGet());
        return count.get();
    }
}
