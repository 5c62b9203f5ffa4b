package dev.heatwire.sink;

import static dev.heatwire.sink.FeedStores.entryKey;

import dev.heatwire.events.Policy;
import dev.heatwire.streams.OnDemandPunctuator;
import dev.heatwire.streams.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every feed of its task in order, and writes the first entries of each feed that changed as one record. */
final class FeedWriter {
    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, StoredEntry> entries;
    private final KeyValueStore<String, WrittenFeed> feeds;
    private final KeyValueStore<String, String> dirtyFeeds;
    private final KeyValueStore<String, Policy> policies;
    private final FeedPruner pruner;
    private final OnDemandPunctuator writes;
    private final OnDemandPunctuator prunes;
    /** Feeds that were written since they were pruned; a feed that a restart leaves out will be written again. */
    private final Set<String> toPrune = new LinkedHashSet<>();
    /** When each feed was written last, in milliseconds; a feed that a restart leaves out is written at once. */
    private final Map<String, Long> lastWrites = new HashMap<>();
    /** By feed: the timestamps of the updates that were not written yet. */
    private final Map<String, List<Long>> pending = new HashMap<>();

    /** By feed: the trace of the last update; a feed that a restart leaves out is written without one. */
    private final Map<String, Headers> traces = new HashMap<>();

    private final Sensor timeToFeed;
    private boolean allFeedsChecked;

    /**
     * @param checkInterval between two searches for feeds that changed
     * @param writeInterval between two records of one feed, at least
     */
    FeedWriter(
            Duration checkInterval,
            Duration writeInterval,
            Duration pruneInterval,
            ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.entries = context.getStateStore(FeedStores.ENTRIES);
        this.feeds = context.getStateStore(FeedStores.FEEDS);
        this.dirtyFeeds = context.getStateStore(FeedStores.DIRTY_FEEDS);
        this.policies = context.getStateStore(FeedStores.POLICY);
        this.pruner = new FeedPruner(entries);
        this.timeToFeed = context.metrics()
                .addLatencyRateTotalSensor("heatwire", "feed", FeedStats.TO_FEED, Sensor.RecordingLevel.INFO);
        this.writes = new OnDemandPunctuator(context, checkInterval, now -> writeDirtyFeeds(writeInterval, now));
        this.prunes = new OnDemandPunctuator(context, pruneInterval, now -> {
            checkAllFeedsOnce();
            return prune();
        });
        // for feeds that changed before a restart or a reset
        writes.start();
        prunes.start();
    }

    void update(Record<String, FeedUpdate> record) {
        String feed = record.key();
        FeedUpdate update = record.value();
        Optional<StoredEntry> before = update.before().map(sortKey -> entries.delete(entryKey(feed, sortKey)));
        update.after().ifPresent(position -> {
            Instant entered = before.map(StoredEntry::entered).orElse(position.entered());
            entries.put(entryKey(feed, position.sortKey()), new StoredEntry(entered, position.tail()));
        });
        feeds.putIfAbsent(feed, WrittenFeed.NONE);
        changed(feed);
        traces.put(feed, TraceContext.of(record.headers()));
        // an article that is enriched again keeps its timestamp, and says nothing about the time to the feed
        if (record.timestamp() >= context.currentStreamTimeMs()) {
            pending.computeIfAbsent(feed, name -> new ArrayList<>()).add(record.timestamp());
        }
    }

    void policy(Record<String, Policy> record) {
        policies.put(record.key(), record.value());
        names(feeds).forEach(this::changed);
    }

    private void changed(String feed) {
        dirtyFeeds.putIfAbsent(feed, "");
        writes.start();
    }

    private boolean writeDirtyFeeds(Duration writeInterval, long now) {
        // a last write in the future means that the clock was set back
        lastWrites.values().removeIf(last -> now - last >= writeInterval.toMillis() || last > now);
        for (String feed : names(dirtyFeeds)) {
            if (!lastWrites.containsKey(feed)) {
                lastWrites.put(feed, now);
                write(feed, now);
                traces.remove(feed);
                dirtyFeeds.delete(feed);
                toPrune.add(feed);
                prunes.start();
                Optional.ofNullable(pending.remove(feed))
                        .ifPresent(all -> all.forEach(published -> timeToFeed.record(now - published, now)));
            }
        }
        List<String> left = names(dirtyFeeds);
        // another writer of the task may have written the others
        pending.keySet().retainAll(left);
        traces.keySet().retainAll(left);
        return !left.isEmpty();
    }

    private void write(String feed, long now) {
        FeedDocument document = document(feed);
        if (document.size() == 0 && !document.isCut()) {
            if (!WrittenFeed.NONE.equals(feeds.delete(feed))) {
                forward(feed, null, now);
            }
            return;
        }
        WrittenFeed written = WrittenFeed.of(document);
        if (!written.equals(feeds.get(feed))) {
            feeds.put(feed, written);
            forward(feed, document.toJson(feed, Instant.ofEpochMilli(now)), now);
        }
    }

    private void forward(String feed, byte[] document, long now) {
        Headers trace = traces.getOrDefault(feed, new RecordHeaders());
        TraceContext.within(trace, () -> context.forward(new Record<>(feed, document, now, trace)));
    }

    private FeedDocument document(String feed) {
        int feedSize = policy().feedSize();
        FeedDocument document = new FeedDocument();
        try (KeyValueIterator<String, StoredEntry> inOrder =
                entries.prefixScan(entryKey(feed, ""), new StringSerializer())) {
            while (inOrder.hasNext() && document.size() < feedSize && !document.isCut()) {
                Optional.ofNullable(inOrder.next().value).ifPresent(document::add);
            }
        }
        return document;
    }

    private Policy.Ranking policy() {
        return Optional.ofNullable(policies.get(Policy.KEY))
                .orElse(Policy.STANDARD)
                .ranking();
    }

    private static List<String> names(KeyValueStore<String, ?> store) {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, ?> all = store.all()) {
            all.forEachRemaining(entry -> names.add(entry.key));
        }
        return names;
    }

    /** A feed that was written before the stage was reset, and that no article enters now, gets its tombstone. */
    private void checkAllFeedsOnce() {
        if (!allFeedsChecked) {
            names(feeds).stream().filter(feed -> document(feed).size() == 0).forEach(this::changed);
            allFeedsChecked = true;
        }
    }

    private boolean prune() {
        int left = FeedPruner.MAX_PER_PASS;
        for (String feed : List.copyOf(toPrune)) {
            int removed = pruner.prune(feed, policy(), left);
            left -= removed;
            if (left == 0) {
                break;
            }
            toPrune.remove(feed);
        }
        return !toPrune.isEmpty();
    }
}
