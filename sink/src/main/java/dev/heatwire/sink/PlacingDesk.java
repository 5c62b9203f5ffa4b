package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sends each ranked article to the feeds it belongs to, and a farewell to those it left. */
final class PlacingDesk {
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
        List<String> after = ranked.map(Feeds::of).orElse(List.of());

        before.stream()
                .filter(feed -> !after.contains(feed))
                .forEach(feed ->
                        context.forward(new Record<>(feed, new Placement(id, Optional.empty()), record.timestamp())));
        after.forEach(feed -> context.forward(new Record<>(feed, new Placement(id, ranked), record.timestamp())));
        memberships.put(id, after.isEmpty() ? null : new Memberships(after));
    }
}
