package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.FeedUpdate.Position;
import dev.heatwire.streams.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sends each change of a ranked article to the feeds that the article is in, enters or leaves. */
final class FeedRouter {
    /** In bytes; a feed of 100 entries of this size would be cut at the ninth. */
    static final int MAX_ENTRY_BYTES = 100_000;

    private static final int MAX_NAME_LENGTH = 200;

    private final ProcessorContext<String, FeedUpdate> context;
    private final KeyValueStore<String, FeedMembership> memberships;

    FeedRouter(ProcessorContext<String, FeedUpdate> context) {
        this.context = context;
        this.memberships = context.getStateStore(FeedStores.MEMBERSHIPS);
    }

    void route(Record<String, RankedArticle> record) {
        Optional<RankedArticle> article = Optional.ofNullable(record.value());
        Optional<FeedMembership> before = Optional.ofNullable(memberships.get(record.key()));
        Optional<FeedMembership> after = article.flatMap(ranked -> membership(record, ranked, before));
        List<String> feedsBefore = before.map(FeedMembership::feeds).orElse(List.of());
        List<String> feedsAfter = after.map(FeedMembership::feeds).orElse(List.of());
        Optional<String> keyBefore = before.map(FeedMembership::sortKey);
        // the entry is made before any feed is told, so that an article that is too large enters none
        byte[] tail = feedsAfter.isEmpty() ? new byte[0] : tailOf(article.orElseThrow());
        for (String feed : feedsAfter) {
            Optional<String> keyInFeed = keyBefore.filter(key -> feedsBefore.contains(feed));
            Optional<Position> position =
                    after.map(now -> new Position(now.sortKey(), now.entered().get(feed), tail));
            context.forward(update(feed, new FeedUpdate(keyInFeed, position), record));
        }
        for (String feed : feedsBefore) {
            if (!feedsAfter.contains(feed)) {
                context.forward(update(feed, new FeedUpdate(keyBefore, Optional.empty()), record));
            }
        }
        if (!after.equals(before)) {
            memberships.put(record.key(), after.orElse(null));
        }
    }

    private static Record<String, FeedUpdate> update(String feed, FeedUpdate update, Record<String, ?> cause) {
        return new Record<>(feed, update, cause.timestamp(), TraceContext.of(cause.headers()));
    }

    private static Optional<FeedMembership> membership(
            Record<String, RankedArticle> record, RankedArticle ranked, Optional<FeedMembership> before) {
        if (!ranked.article().id().equals(record.key())) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        List<String> feeds = FeedAssignment.of(ranked);
        if (feeds.stream().anyMatch(feed -> feed.length() > MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException(
                    "the name of a feed has more than %d characters".formatted(MAX_NAME_LENGTH));
        }
        return FeedMembership.of(feeds, SortKey.of(ranked), before, Instant.ofEpochMilli(record.timestamp()));
    }

    private static byte[] tailOf(RankedArticle ranked) {
        byte[] tail = StoredEntry.tailOf(ranked);
        if (tail.length > MAX_ENTRY_BYTES) {
            throw new RecordTooLargeException(
                    "the feed entry has %d bytes; a feed takes %d".formatted(tail.length, MAX_ENTRY_BYTES));
        }
        return tail;
    }
}
