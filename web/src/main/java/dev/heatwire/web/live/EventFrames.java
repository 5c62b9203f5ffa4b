package dev.heatwire.web.live;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.http.Document;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Events as text (HTML standard, 9.2.5). Each is made once for all clients. */
final class EventFrames {
    private static final String TYPE = "text/event-stream";

    private EventFrames() {}

    /** What the page's script needs to know of an entry. */
    private record Place(String id, int heat) {}

    /** The order of a feed without its content. */
    private record Order(String feed, Instant updated, List<Place> entries) {}

    /** The whole feed. */
    static byte[] whole(FeedVersion version) {
        // not within the renderer, which must not ask for another document
        byte[] json = version.json().body();
        return version.document("event", () -> frame(version, json)).body();
    }

    /** The ids and heats of a feed in order: a fiftieth of its size. */
    static byte[] order(FeedVersion version) {
        return version.document(
                        "event-order", () -> frame(version, Json.MAPPER.writeValueAsBytes(order(version.feed()))))
                .body();
    }

    private static Order order(RankedFeed feed) {
        return new Order(
                feed.feed(),
                feed.updated(),
                feed.entries().stream()
                        .map(entry -> new Place(entry.id(), entry.heat()))
                        .toList());
    }

    /** @param json on one line, as our mapper writes it */
    private static Document frame(FeedVersion version, byte[] json) {
        Instant updated = version.feed().updated();
        byte[] head = ("id: " + updated.toEpochMilli() + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\n\n".getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + json.length + tail.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(json, 0, frame, head.length, json.length);
        System.arraycopy(tail, 0, frame, head.length + json.length, tail.length);
        return Document.of(TYPE, frame, updated);
    }
}
