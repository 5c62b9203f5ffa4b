package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.FeedUpdate.Position;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sends each ranked article to the feeds it belongs to, as they will list it, and a farewell to those it left. */
final class FeedRouter {
    /** In bytes; brokers take records of 1 MiB, headers included. */
    private static final int MAX_BYTES = 1_000_000;

    private final ProcessorContext<String, FeedUpdate> context;
    private final KeyValueStore<String, FeedMembership> memberships;

    FeedRouter(ProcessorContext<String, FeedUpdate> context) {
        this.context = context;
        this.memberships = context.getStateStore(FeedStores.MEMBERSHIPS);
    }

    void place(Record<String, RankedArticle> record) {
        String id = record.key();
        Optional<RankedArticle> ranked = Optional.ofNullable(record.value());
        List<String> before = Optional.ofNullable(memberships.get(id))
                .orElse(FeedMembership.NONE)
                .feeds();
        List<String> after = ranked.map(article -> feedsOf(id, article)).orElse(List.of());

        if (!after.isEmpty()) {
            RankedArticle article = ranked.orElseThrow();
            Listing listing = Listing.of(article);
            // before any feed has heard of it: an article that does not fit moves in none
            requireRoom(id, after, listing);
            FeedUpdate update = FeedUpdate.into(id, new Position(SortKey.of(article), listing));
            after.forEach(feed -> context.forward(new Record<>(feed, update, record.timestamp())));
        }
        before.stream()
                .filter(feed -> !after.contains(feed))
                .forEach(feed -> context.forward(new Record<>(feed, FeedUpdate.outOf(id), record.timestamp())));
        if (!after.equals(before)) {
            memberships.put(id, after.isEmpty() ? null : new FeedMembership(after));
        }
    }

    private static List<String> feedsOf(String id, RankedArticle article) {
        if (!article.article().id().equals(id)) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        List<String> feeds = FeedAssignment.of(article).stream().distinct().toList();
        feeds.forEach(feed -> FeedEntry.of(feed, 1, article));
        return feeds;
    }

    /** Between our tasks a record holds the id twice and the feed beside the listing. */
    private static void requireRoom(String id, List<String> feeds, Listing listing) {
        int longest = feeds.stream().mapToInt(FeedRouter::length).max().orElseThrow();
        int size = listing.bytes().length + 2 * length(id) + longest;
        if (size > MAX_BYTES) {
            throw new RecordTooLargeException("a feed entry and its keys have %d bytes".formatted(size));
        }
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
