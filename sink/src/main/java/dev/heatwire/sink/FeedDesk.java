package dev.heatwire.sink;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.JsonSerde;
import dev.heatwire.events.Policy;
import dev.heatwire.events.RankedArticle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serde;
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
final class FeedDesk {
    private final ProcessorContext<String, FeedEntry> context;
    private final KeyValueStore<String, String> feeds;
    private final KeyValueStore<String, String> changed;
    private final KeyValueStore<String, byte[]> ranking;
    private final KeyValueStore<String, String> standings;
    private final KeyValueStore<String, Written> written;
    private final KeyValueStore<String, Policy> policies;
    private final OldArticles oldArticles;
    private final Serde<RankedArticle> json;
    /** Feeds that changed since old articles were looked for; one that a restart leaves out will change again. */
    private final Set<String> grown = new LinkedHashSet<>();
    /** When articles were published that have come since the last pass, and how long such took to get here. */
    private final List<Long> news = new ArrayList<>();

    private final Sensor timeToFeed;

    FeedDesk(ProcessorContext<String, FeedEntry> context) {
        this.context = context;
        this.feeds = context.getStateStore(FeedStores.FEEDS);
        this.changed = context.getStateStore(FeedStores.CHANGED);
        this.ranking = context.getStateStore(FeedStores.RANKING);
        this.standings = context.getStateStore(FeedStores.STANDINGS);
        this.written = context.getStateStore(FeedStores.WRITTEN);
        this.policies = context.getStateStore(FeedStores.POLICY);
        this.json = JsonSerde.of(RankedArticle.class);
        this.oldArticles = new OldArticles(ranking, standings);
        this.timeToFeed = context.metrics()
                .addLatencyRateTotalSensor("heatwire", "feed", FeedFigures.TO_FEED, Sensor.RecordingLevel.INFO);
    }

    /** A desk that also writes what changed, after each pause, and forgets; one of a task's desks does. */
    static FeedDesk writing(Duration pause, Duration forgetEvery, ProcessorContext<String, FeedEntry> context) {
        FeedDesk desk = new FeedDesk(context);
        context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, desk::writeChanges);
        context.schedule(forgetEvery, PunctuationType.WALL_CLOCK_TIME, now -> desk.forgetOld());
        return desk;
    }

    void placement(Record<String, Placement> record) {
        String feed = record.key();
        Placement placement = record.value();
        String place = FeedEntry.key(feed, placement.articleId());
        String oldStanding = standings.get(place);
        if (oldStanding != null) {
            ranking.delete(FeedEntry.key(feed, oldStanding));
        }
        placement
                .ranked()
                .ifPresentOrElse(
                        ranked -> {
                            String standing = Standing.of(ranked);
                            ranking.put(
                                    FeedEntry.key(feed, standing),
                                    json.serializer().serialize(FeedStores.RANKING, ranked));
                            standings.put(place, standing);
                        },
                        () -> standings.delete(place));
        feeds.putIfAbsent(feed, "");
        changed.putIfAbsent(feed, "");
        // an article that is ranked again keeps its time, and does not move that of the task
        if (record.timestamp() >= context.currentStreamTimeMs()) {
            news.add(record.timestamp());
        }
    }

    void policy(Record<String, Policy> record) {
        policies.put(record.key(), record.value());
        namesIn(feeds).forEach(feed -> changed.putIfAbsent(feed, ""));
    }

    private void writeChanges(long now) {
        for (String feed : namesIn(changed)) {
            writeChanges(feed, now);
            changed.delete(feed);
            grown.add(feed);
        }
        news.forEach(published -> timeToFeed.record(now - published, now));
        news.clear();
    }

    private static List<String> namesIn(KeyValueStore<String, String> store) {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(entry -> names.add(entry.key));
        }
        return names;
    }

    private void writeChanges(String feed, long now) {
        Map<String, Place> wanted = first(feed, policy().feedSize());
        Map<String, Written> present = present(feed);
        present.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(key -> {
            written.delete(key);
            context.forward(new Record<>(key, null, now));
        });
        wanted.forEach((key, place) -> {
            if (!place.written().equals(present.get(key))) {
                written.put(key, place.written());
                context.forward(new Record<>(key, entry(feed, place), now));
            }
        });
        if (wanted.isEmpty()) {
            feeds.delete(feed);
        }
    }

    private FeedEntry entry(String feed, Place place) {
        RankedArticle ranked = json.deserializer().deserialize(FeedStores.RANKING, place.json());
        return FeedEntry.of(feed, place.written().rank(), ranked);
    }

    private Policy.Ranking policy() {
        Policy policy = policies.get(Policy.KEY);
        return (policy == null ? Policy.STANDARD : policy).ranking();
    }

    /** What is to stand on the feed topic, by its keys there. */
    private Map<String, Place> first(String feed, int size) {
        String prefix = FeedEntry.key(feed, "");
        Map<String, Place> places = new LinkedHashMap<>();
        try (KeyValueIterator<String, byte[]> inOrder = ranking.prefixScan(prefix, new StringSerializer())) {
            while (inOrder.hasNext() && places.size() < size) {
                KeyValue<String, byte[]> next = inOrder.next();
                String id = Standing.articleOf(next.key.substring(prefix.length()));
                places.put(FeedEntry.key(feed, id), new Place(Written.of(places.size() + 1, next.value), next.value));
            }
        }
        return places;
    }

    private record Place(Written written, byte[] json) {}

    private Map<String, Written> present(String feed) {
        Map<String, Written> present = new HashMap<>();
        try (KeyValueIterator<String, Written> found =
                written.prefixScan(FeedEntry.key(feed, ""), new StringSerializer())) {
            found.forEachRemaining(entry -> present.put(entry.key, entry.value));
        }
        return present;
    }

    private void forgetOld() {
        grown.removeIf(feed -> oldArticles.forget(feed, policy()));
    }
}
