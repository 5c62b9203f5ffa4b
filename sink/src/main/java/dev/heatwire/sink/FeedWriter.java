package dev.heatwire.sink;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Policy;
import dev.heatwire.sink.FeedUpdate.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps every feed of its task in order, and from time to time writes what changed among the first of each. One pass is
 * one punctuation, and Kafka Streams commits only between punctuations: all of a pass is in one transaction.
 */
final class FeedWriter {
    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, String> feeds;
    private final KeyValueStore<String, String> changed;
    private final KeyValueStore<String, byte[]> listings;
    private final KeyValueStore<String, String> standings;
    private final KeyValueStore<String, String> written;
    private final KeyValueStore<String, Policy> policies;
    private final FeedPruner oldArticles;
    /** Feeds that changed since old articles were looked for; one that a restart leaves out will change again. */
    private final Set<String> grown = new LinkedHashSet<>();
    /** When each feed was written last, in milliseconds; one that a restart leaves out is written at once. */
    private final Map<String, Long> passes = new HashMap<>();
    /** By feed, when articles were published that have come since, and how long such took to get here. */
    private final Map<String, List<Long>> news = new HashMap<>();

    private final Sensor timeToFeed;
    private boolean leftFeedsTakenUp;

    FeedWriter(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.feeds = context.getStateStore(FeedStores.FEEDS);
        this.changed = context.getStateStore(FeedStores.CHANGED);
        this.listings = context.getStateStore(FeedStores.LISTINGS);
        this.standings = context.getStateStore(FeedStores.STANDINGS);
        this.written = context.getStateStore(FeedStores.WRITTEN);
        this.policies = context.getStateStore(FeedStores.POLICY);
        this.oldArticles = new FeedPruner(listings, standings);
        this.timeToFeed = context.metrics()
                .addLatencyRateTotalSensor("heatwire", "feed", FeedStats.TO_FEED, Sensor.RecordingLevel.INFO);
    }

    /**
     * A desk that also writes what changed, and forgets; one of a task's desks does.
     *
     * @param pause between two times that the same feed is written
     */
    static FeedWriter writing(
            Duration lookEvery, Duration pause, Duration forgetEvery, ProcessorContext<String, byte[]> context) {
        FeedWriter desk = new FeedWriter(context);
        context.schedule(lookEvery, PunctuationType.WALL_CLOCK_TIME, now -> desk.writeChanges(pause, now));
        context.schedule(forgetEvery, PunctuationType.WALL_CLOCK_TIME, now -> {
            desk.takeUpLeftFeeds();
            desk.forgetOld();
        });
        return desk;
    }

    void update(Record<String, FeedUpdate> record) {
        String feed = record.key();
        FeedUpdate update = record.value();
        String place = FeedEntry.key(feed, update.articleId());
        String oldStanding = standings.get(place);
        String standing = update.place().map(Position::standing).orElse(null);
        if (!Objects.equals(oldStanding, standing)) {
            if (oldStanding != null) {
                listings.delete(FeedEntry.key(feed, oldStanding));
            }
            standings.put(place, standing);
        }
        update.place()
                .ifPresent(to -> listings.put(
                        FeedEntry.key(feed, to.standing()), to.listing().bytes()));
        feeds.putIfAbsent(feed, "");
        changed.putIfAbsent(feed, "");
        // an article that is ranked again keeps its time, and does not move that of the task
        if (record.timestamp() >= context.currentStreamTimeMs()) {
            news.computeIfAbsent(feed, any -> new ArrayList<>()).add(record.timestamp());
        }
    }

    void policy(Record<String, Policy> record) {
        policies.put(record.key(), record.value());
        namesIn(feeds).forEach(feed -> changed.putIfAbsent(feed, ""));
    }

    private void writeChanges(Duration pause, long now) {
        // the clock may have been put back
        passes.values().removeIf(last -> now - last >= pause.toMillis() || last > now);
        for (String feed : namesIn(changed)) {
            if (!passes.containsKey(feed)) {
                passes.put(feed, now);
                writeChanges(feed, now);
                changed.delete(feed);
                grown.add(feed);
                Optional.ofNullable(news.remove(feed))
                        .ifPresent(all -> all.forEach(published -> timeToFeed.record(now - published, now)));
            }
        }
    }

    private static List<String> namesIn(KeyValueStore<String, String> store) {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(entry -> names.add(entry.key));
        }
        return names;
    }

    private void writeChanges(String feed, long now) {
        Map<String, Listing> wanted = first(feed, policy().feedSize());
        Map<String, String> present = present(feed);
        present.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(key -> {
            written.delete(key);
            context.forward(new Record<>(key, null, now));
        });
        int rank = 0;
        for (Map.Entry<String, Listing> place : wanted.entrySet()) {
            rank++;
            String key = place.getKey();
            String toWrite = place.getValue().written(rank);
            if (!toWrite.equals(present.get(key))) {
                written.put(key, toWrite);
                context.forward(new Record<>(key, place.getValue().at(feed, rank), now));
            }
        }
        if (wanted.isEmpty()) {
            feeds.delete(feed);
        }
    }

    private Policy.Ranking policy() {
        Policy policy = policies.get(Policy.KEY);
        return (policy == null ? Policy.STANDARD : policy).ranking();
    }

    /** What is to stand on the feed topic, by its keys there, in its order. */
    private Map<String, Listing> first(String feed, int size) {
        String prefix = FeedEntry.key(feed, "");
        Map<String, Listing> first = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> inOrder = listings.prefixScan(prefix, new StringSerializer())) {
            while (inOrder.hasNext() && first.size() < size) {
                KeyValue<String, byte[]> next = inOrder.next();
                String id = SortKey.articleOf(next.key.substring(prefix.length()));
                first.put(FeedEntry.key(feed, id), new Listing(next.value));
            }
        }
        return first;
    }

    private Map<String, String> present(String feed) {
        Map<String, String> present = new HashMap<>();
        try (KeyValueIterator<String, String> found =
                written.prefixScan(FeedEntry.key(feed, ""), new StringSerializer())) {
            found.forEachRemaining(entry -> present.put(entry.key, entry.value));
        }
        return present;
    }

    /** Once: feeds that stand on the topic, but that no article has entered since all but that was forgotten. */
    private void takeUpLeftFeeds() {
        String from = "";
        while (!leftFeedsTakenUp) {
            try (KeyValueIterator<String, String> rest = written.range(from, null)) {
                leftFeedsTakenUp = !rest.hasNext();
                if (!leftFeedsTakenUp) {
                    String feed = FeedEntry.feedOf(rest.peekNextKey());
                    if (feeds.putIfAbsent(feed, "") == null) {
                        changed.putIfAbsent(feed, "");
                    }
                    from = FeedEntry.behind(feed);
                }
            }
        }
    }

    private void forgetOld() {
        grown.removeIf(feed -> oldArticles.forget(feed, policy()));
    }
}
