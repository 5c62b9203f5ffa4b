package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Samples;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.sink.FeedStage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cost of a change does not depend on the number of articles; {@code -Dheatwire.scale=1000000} for many. */
@Tag("full")
class FeedScaleTest {
    private static final Logger LOG = LoggerFactory.getLogger(FeedScaleTest.class);
    private static final int ARTICLES = Integer.getInteger("heatwire.scale", 5_000);
    private static final int FEW_ARTICLES = Math.min(10_000, ARTICLES / 5);
    private static final int CHANGES = 1_000;
    private static final int ROUNDS = 5;
    private static final double MAX_COST_RATIO = 1.5;
    private static final long MEGABYTE = 1 << 20;
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(10);
    private static final String[] TOPICS = {"AI", "Law", "Sport", "Arts"};

    @TempDir
    private Path folder;

    private final Random random = new Random(3);

    @Test
    void shouldCostTheSameWithManyArticlesAsWithFew() throws Exception {
        Map<String, String> client = SharedBroker.client();
        // the few come last, so that the JIT compiler's work does not count against them
        measure("warm-", FEW_ARTICLES, client);
        Cost many = measure("many-", ARTICLES, client);
        Cost few = measure("few-", FEW_ARTICLES, client);
        LOG.info("{} with {} articles, {} with {}", few, FEW_ARTICLES, many, ARTICLES);

        assertThat(many.microsecondsPerChange() / few.microsecondsPerChange()).isLessThan(MAX_COST_RATIO);
        assertThat(many.heap() - few.heap()).isLessThan(50);
    }

    /**
     * The cost of changes when all articles are in the store.
     *
     * @param microsecondsPerChange of processor time of the stage; the median of several rounds
     * @param heap in use, in megabytes
     */
    private record Cost(double microsecondsPerChange, long heap) {}

    private Cost measure(String prefix, int articles, Map<String, String> client) {
        Topics topics = Topics.withPrefix(prefix);
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        try (Admin admin = Admin.create(new HashMap<>(client));
                CompactedTopicReader reader = new CompactedTopicReader(client);
                KafkaProducer<String, byte[]> producer = TestRecords.producer(config)) {
            TopicAdmin.create(admin, topics, 1, (short) 1);
            try (StageRunner stage =
                    StageRunner.start(FeedStage.STAGE, topics, folder.resolve("state"), "1", client, admin)) {
                Load load = new Load(topics, producer, new DrainCheck(admin, reader, topics));
                load.articles(articles);
                Cost cost = new Cost(load.costOfAChange(articles), memory());
                assertThat(stage.failure()).isEmpty();
                return cost;
            }
        }
    }

    /** Sends articles, and waits until the stage has processed them. */
    private final class Load {
        private final Topics topics;
        private final KafkaProducer<String, byte[]> producer;
        private final DrainCheck drainCheck;

        private Load(Topics topics, KafkaProducer<String, byte[]> producer, DrainCheck drainCheck) {
            this.topics = topics;
            this.producer = producer;
            this.drainCheck = drainCheck;
        }

        void articles(int count) {
            IntStream.range(0, count).forEach(this::send);
            settle();
        }

        double costOfAChange(int articles) {
            double[] costs = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long before = processorTime();
                IntStream.range(0, CHANGES).forEach(change -> send(random.nextInt(articles)));
                settle();
                costs[round] = (processorTime() - before) / 1_000.0 / CHANGES;
            }
            Arrays.sort(costs);
            return costs[ROUNDS / 2];
        }

        /** Articles have increasing dates, a random heat, one of two categories, and some a topic. */
        private void send(int number) {
            Samples.EnrichedBuilder article = Samples.enriched("article-" + number)
                    .category(number % 2 == 0 ? "news" : "world")
                    .published(Samples.NOON.plus(Duration.ofMinutes(number)));
            if (number % 3 == 0) {
                article.topic(TOPICS[number % TOPICS.length]);
            }
            RankedArticle ranked = Samples.ranked(article.build(), 70 + random.nextInt(80));
            producer.send(
                    TestRecords.record(topics.rankedArticles, ranked.article().id(), ranked));
        }

        private void settle() {
            producer.flush();
            await().atMost(SETTLED_TIMEOUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> drainCheck.areDrained(List.of(FeedStage.STAGE)));
        }
    }

    /** The processor time of all stream threads in nanoseconds. */
    private static long processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("StreamThread"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }
}
