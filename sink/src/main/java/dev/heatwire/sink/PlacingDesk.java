package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.Placement.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sends each ranked article to the feeds it belongs to, as they will list it, and a farewell to those it left. */
final class PlacingDesk {
    private final ProcessorContext<String, Placement> context;
    private final KeyValueStore<String, Memberships> memberships;

    PlacingDesk(ProcessorContext<String, Placement> context) {
        this.context = context;
        this.memberships = context.getStateStore(FeedStores.MEMBERSHIPS);
    }

    void place(Record<String, RankedArticle> record) {
        String id = record.key();
        // all of them before the first is sent: an article that does not fit one feed moves in none
        Map<String, Place> after = placesOf(id, Optional.ofNullable(record.value()));
        List<String> before = Optional.ofNullable(memberships.get(id))
                .orElse(Memberships.NONE)
                .feeds();

        before.stream()
                .filter(feed -> !after.containsKey(feed))
                .forEach(feed -> context.forward(new Record<>(feed, Placement.outOf(id), record.timestamp())));
        after.forEach(
                (feed, place) -> context.forward(new Record<>(feed, Placement.into(id, place), record.timestamp())));
        memberships.put(id, after.isEmpty() ? null : new Memberships(List.copyOf(after.keySet())));
    }

    private static Map<String, Place> placesOf(String id, Optional<RankedArticle> ranked) {
        Map<String, Place> places = new LinkedHashMap<>();
        ranked.ifPresent(article -> {
            if (!article.article().id().equals(id)) {
                throw new IllegalArgumentException("the key is not the id of the article");
            }
            String standing = Standing.of(article);
            Feeds.of(article).forEach(feed -> places.put(feed, new Place(standing, Listing.of(feed, article))));
        });
        return places;
    }
}
