package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.pipeline.FeedHistory.Change;
import dev.heatwire.faults.pipeline.FeedHistory.Replay;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.sink.FeedStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After every commit each feed is the one that follows from the changes up to some point, and that point only moves
 * forward.
 */
@Tag("full")
class FeedInvariantTest {
    private static final Logger LOG = LoggerFactory.getLogger(FeedInvariantTest.class);
    private static final FeedHistory HISTORY = FeedHistory.of(11, 400, 5_000, 10);
    private static final int BURST = 100;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final Topics topics = Topics.withPrefix("feed-invariant-");

    @Test
    void shouldBeWholeAndInOrderAfterEveryCommit() throws Exception {
        Map<String, String> client = SharedBroker.client();
        AtomicInteger updates = new AtomicInteger();
        AtomicReference<Map<String, RankedFeed>> last = new AtomicReference<>();
        try (Admin admin = Admin.create(new HashMap<>(client));
                ShutdownSignal stop = new ShutdownSignal();
                CompactedTopicReader reader = new CompactedTopicReader(client);
                CompactedTopicReader live = CompactedTopicReader.tailing(client);
                KafkaProducer<String, byte[]> producer = TestRecords.producer(client)) {
            TopicAdmin.create(admin, topics, 3, (short) 1);
            producer.send(record(topics.scoringPolicy, Policy.KEY, policyWithFeedSize(HISTORY.feedSize())))
                    .get();
            CompletableFuture<Void> watching =
                    CompletableFuture.runAsync(() -> live.follow(topics.rankedFeed, stop::isRequested, view -> {
                        view.values().forEach(FeedInvariantTest::requireRanks);
                        last.set(view);
                        updates.incrementAndGet();
                    }));
            int half = HISTORY.changes().size() / 2;
            DrainCheck drainCheck = new DrainCheck(admin, reader, topics);
            try (StageRunner stage = start(client, admin)) {
                // the policy is processed before the articles
                await().atMost(TIMEOUT).until(() -> drainCheck.areDrained(List.of(FeedStage.STAGE)));
                send(HISTORY.changes().subList(0, half), producer, updates, watching);
                assertThat(stage.failure()).isEmpty();
            }
            try (StageRunner stage = start(client, admin)) {
                send(HISTORY.changes().subList(half, HISTORY.changes().size()), producer, updates, watching);
                await().atMost(TIMEOUT).until(() -> drainCheck.areDrained(List.of(FeedStage.STAGE)));
                assertThat(stage.failure()).isEmpty();
            }
            Map<String, RankedFeed> late = reader.readTable(topics.rankedFeed);
            await().atMost(TIMEOUT).until(() -> isRunning(watching) && late.equals(last.get()));
            stop.request();
            watching.get();

            Replay end = HISTORY.new Replay().replayAll();
            assertThat(late)
                    .hasSize(8)
                    .allSatisfy((feed, record) ->
                            assertThat(end.isFeed(feed, record.entries())).isTrue());
            int records = checkEachRecord(reader);
            LOG.info("{} records, {} updates of a live reader", records, updates);
            assertThat(records).isGreaterThan(HISTORY.changes().size() / BURST);
        }
    }

    private StageRunner start(Map<String, String> client, Admin admin) {
        return StageRunner.start(FeedStage.STAGE, topics, folder.resolve("state"), "1", client, admin);
    }

    /** Sends bursts, each after the reader has got an update; all records go to one partition and so have one order. */
    private void send(
            List<Change> changes,
            KafkaProducer<String, byte[]> producer,
            AtomicInteger updates,
            CompletableFuture<Void> watching) {
        for (int from = 0; from < changes.size(); from += BURST) {
            int before = updates.get();
            changes.subList(from, Math.min(from + BURST, changes.size()))
                    .forEach(change -> producer.send(record(
                            topics.rankedArticles, change.id(), change.ranked().orElse(null))));
            producer.flush();
            await().atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> isRunning(watching) && updates.get() > before);
        }
    }

    /** Throws the exception of the live reader if it has failed. */
    private static boolean isRunning(CompletableFuture<Void> watching) {
        return !watching.isCompletedExceptionally() || watching.join() == null;
    }

    /** Each record of a feed is the whole feed at a later moment of the history than the record before. */
    private int checkEachRecord(CompactedTopicReader reader) {
        Map<String, Replay> replays = new HashMap<>();
        AtomicInteger records = new AtomicInteger();
        reader.read(topics.rankedFeed.name(), record -> {
            RankedFeed feed = topics.rankedFeed.values().deserializer().deserialize(record.topic(), record.value());
            if (feed != null) {
                assertThat(feed.feed()).isEqualTo(record.key());
                requireRanks(feed);
            }
            requireMoment(
                    record.key(),
                    feed == null ? List.of() : feed.entries(),
                    replays.computeIfAbsent(record.key(), name -> HISTORY.new Replay()));
            records.incrementAndGet();
        });
        return records.get();
    }

    private static void requireRanks(RankedFeed feed) {
        for (int at = 0; at < feed.entries().size(); at++) {
            assertThat(feed.entries().get(at).rank())
                    .as("rank in " + feed.feed())
                    .isEqualTo(at + 1);
        }
    }

    /** Advances in the history until the feed is what the reader sees. */
    private static void requireMoment(String feed, List<FeedEntry> seen, Replay replay) {
        int before = replay.done();
        while (!replay.isFeed(feed, seen)) {
            assertThat(replay.hasNext())
                    .as("%s after change %d was never %s", feed, before, seen)
                    .isTrue();
            replay.next();
        }
    }

    private static Policy policyWithFeedSize(int size) {
        Policy standard = Policy.STANDARD;
        return new Policy(
                standard.quality(),
                standard.heat(),
                standard.publish(),
                new Policy.Ranking(
                        standard.ranking().halfLife(), size, standard.ranking().forgetAfter()));
    }

    /** All records go to partition 0. */
    private static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(), 0, key, topic.values().serializer().serialize(topic.name(), value));
    }
}
