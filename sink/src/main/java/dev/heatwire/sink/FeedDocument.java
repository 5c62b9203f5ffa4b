package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.json.Json;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.streams.RepeatFilter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Assembles the JSON of a {@link dev.heatwire.events.RankedFeed} from the JSON of its entries. */
final class FeedDocument {
    /** In bytes; room for the feed's name, the time and the brackets. */
    private static final int RESERVED = 1_000;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int size;
    private boolean cut;

    /** Adds the next entry, unless the record would become too large: then this and all further entries are cut. */
    void add(StoredEntry entry) {
        byte[] head = entry.head(size + 1);
        cut |= entries.size() + head.length + entry.tail().length > JsonSerde.MAX_BYTES - RESERVED;
        if (!cut) {
            if (size > 0) {
                entries.write(',');
            }
            entries.writeBytes(head);
            entries.writeBytes(entry.tail());
            size++;
        }
    }

    /** How many entries it has. */
    int size() {
        return size;
    }

    boolean isCut() {
        return cut;
    }

    /** The same for the same entries in the same order, whenever the record is made. */
    long hash() {
        return RepeatFilter.hash(entries.toByteArray());
    }

    byte[] toJson(String feed, Instant updated) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(entries.size() + RESERVED);
        String head = "{\"feed\":" + Json.MAPPER.writeValueAsString(feed) + ",\"updated\":\"" + updated + "\",";
        json.writeBytes((head + (cut ? "\"cut\":true," : "") + "\"entries\":[").getBytes(UTF_8));
        json.writeBytes(entries.toByteArray());
        json.writeBytes("]}".getBytes(UTF_8));
        return json.toByteArray();
    }
}
