package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.report.FeedSnapshot;
import dev.heatwire.app.runtime.DrainCheck;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.pipeline.FeedHistory.Change;
import dev.heatwire.faults.pipeline.FeedHistory.Replay;
import dev.heatwire.faults.process.TestRecords;
import dev.heatwire.sink.FeedStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        AtomicReference<Map<String, FeedEntry>> last = new AtomicReference<>();
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
                        requireRanks(view.values());
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
            Map<String, FeedEntry> late = reader.readTable(topics.rankedFeed);
            await().atMost(TIMEOUT).until(() -> isRunning(watching) && late.equals(last.get()));
            stop.request();
            watching.get();

            Map<String, List<FeedEntry>> feeds = FeedSnapshot.feeds(late.values());
            Replay end = HISTORY.new Replay().replayAll();
            assertThat(feeds)
                    .hasSize(8)
                    .allSatisfy((feed, entries) -> assertThat(entries).isEqualTo(end.feed(feed)));
            int commits = checkEachCommit(reader);
            LOG.info("{} commits, {} updates of a live reader", commits, updates);
            assertThat(commits).isGreaterThan(HISTORY.changes().size() / BURST);
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

    /**
     * Verifies the feeds after each transaction. Transactions are told apart by their markers, each of which takes an
     * offset.
     */
    private int checkEachCommit(CompactedTopicReader reader) {
        Map<Integer, List<ConsumerRecord<String, byte[]>>> partitions = new TreeMap<>();
        reader.read(
                topics.rankedFeed.name(),
                record -> partitions
                        .computeIfAbsent(record.partition(), any -> new ArrayList<>())
                        .add(record));
        Map<String, Replay> replays = new HashMap<>();
        int commits = 0;
        for (List<ConsumerRecord<String, byte[]>> records : partitions.values()) {
            Map<String, FeedEntry> view = new HashMap<>();
            Set<String> changed = new HashSet<>();
            for (int i = 0; i < records.size(); i++) {
                ConsumerRecord<String, byte[]> record = records.get(i);
                FeedEntry entry = topics.rankedFeed.values().deserializer().deserialize(record.topic(), record.value());
                changed.add(FeedEntry.feedOf(record.key()));
                if (entry == null) {
                    view.remove(record.key());
                } else {
                    view.put(record.key(), entry);
                }
                boolean committed =
                        i + 1 == records.size() || records.get(i + 1).offset() > record.offset() + 1;
                if (committed) {
                    commits++;
                    requireRanks(view.values());
                    Map<String, List<FeedEntry>> feeds = FeedSnapshot.feeds(view.values());
                    changed.forEach(feed -> requireLaterPoint(
                            feed,
                            feeds.getOrDefault(feed, List.of()),
                            replays.computeIfAbsent(feed, any -> HISTORY.new Replay())));
                    changed.clear();
                }
            }
        }
        return commits;
    }

    private static void requireRanks(Collection<FeedEntry> entries) {
        FeedSnapshot.feeds(entries).forEach((feed, inOrder) -> {
            for (int i = 0; i < inOrder.size(); i++) {
                assertThat(inOrder.get(i).rank()).as("rank in " + feed).isEqualTo(i + 1);
            }
        });
    }

    /** Replays the history until the feed equals the reader's. */
    private static void requireLaterPoint(String feed, List<FeedEntry> seen, Replay replay) {
        int before = replay.done();
        while (!replay.feed(feed).equals(seen)) {
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
