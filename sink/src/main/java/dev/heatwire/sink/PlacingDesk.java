package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.Placement.Place;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sends each ranked article to the feeds it belongs to, as they will list it, and a farewell to those it left. */
final class PlacingDesk {
    /** In bytes; brokers take records of 1 MiB, the names of feeds and headers included. */
    private static final int LARGEST = 1_000_000;

    private final ProcessorContext<String, Placement> context;
    private final KeyValueStore<String, Memberships> memberships;

    PlacingDesk(ProcessorContext<String, Placement> context) {
        this.context = context;
        this.memberships = context.getStateStore(FeedStores.MEMBERSHIPS);
    }

    void place(Record<String, RankedArticle> record) {
        String id = record.key();
        Optional<RankedArticle> ranked = Optional.ofNullable(record.value());
        List<String> before = Optional.ofNullable(memberships.get(id))
                .orElse(Memberships.NONE)
                .feeds();
        List<String> after = ranked.map(article -> feedsOf(id, article)).orElse(List.of());

        ranked.ifPresent(article -> {
            String standing = Standing.of(article);
            // one listing at a time: those of many topics may not fit into memory together
            for (String feed : after) {
                Listing listing = Listing.of(feed, article);
                if (feed.equals(after.get(0))) {
                    // before any feed has heard of it: an article that does not fit moves in none
                    requireRoom(id, listing);
                }
                Placement placement = Placement.into(id, new Place(standing, listing));
                context.forward(new Record<>(feed, placement, record.timestamp()));
            }
        });
        before.stream()
                .filter(feed -> !after.contains(feed))
                .forEach(feed -> context.forward(new Record<>(feed, Placement.outOf(id), record.timestamp())));
        memberships.put(id, after.isEmpty() ? null : new Memberships(after));
    }

    private static List<String> feedsOf(String id, RankedArticle article) {
        if (!article.article().id().equals(id)) {
            throw new IllegalArgumentException("the key is not the id of the article");
        }
        List<String> feeds = Feeds.of(article).stream().distinct().toList();
        feeds.forEach(feed -> FeedEntry.of(feed, 1, article));
        return feeds;
    }

    /** Between our tasks a record holds the id twice beside the entry. */
    private static void requireRoom(String id, Listing listing) {
        int size = listing.bytes().length + 2 * id.getBytes(UTF_8).length;
        if (size > LARGEST) {
            throw new RecordTooLargeException("a feed entry and its keys have %d bytes".formatted(size));
        }
    }
}
