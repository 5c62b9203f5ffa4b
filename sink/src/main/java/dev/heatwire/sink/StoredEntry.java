package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.json.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An article in the order of a feed: the JSON of its entry behind rank and entry time. Most entries of a feed stay as
 * they are when it is written again, so their JSON is made once.
 *
 * @param entered when the article entered the feed
 * @param tail the JSON behind the two fields that every entry begins with
 */
record StoredEntry(Instant entered, byte[] tail) {
    static final Serde<StoredEntry> SERDE = Serdes.serdeFrom(
            (topic, entry) -> entry == null ? null : entry.toBytes(),
            (topic, bytes) -> read(bytes).orElse(null));

    private static final byte[] SAMPLE_HEAD = head(1, Instant.EPOCH);

    /** The tail of an article's entries; the same in every feed. */
    static byte[] tailOf(RankedArticle ranked) {
        byte[] json = Json.MAPPER.writeValueAsBytes(FeedEntry.of(1, ranked, Instant.EPOCH));
        if (!Arrays.equals(json, 0, SAMPLE_HEAD.length, SAMPLE_HEAD, 0, SAMPLE_HEAD.length)) {
            throw new IllegalStateException("an entry does not begin with rank and enteredDateTime");
        }
        return Arrays.copyOfRange(json, SAMPLE_HEAD.length, json.length);
    }

    /** The JSON of the entry up to the tail. */
    byte[] head(int rank) {
        return head(rank, entered);
    }

    private static byte[] head(int rank, Instant entered) {
        // not formatted: in some locales, formatted numbers have other digits
        return ("{\"rank\":" + rank + ",\"enteredDateTime\":\"" + entered + "\"").getBytes(UTF_8);
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + tail.length)
                .putLong(entered.toEpochMilli())
                .put(tail)
                .array();
    }

    /** Empty for bytes that are no entry. */
    private static Optional<StoredEntry> read(byte[] bytes) {
        if (bytes == null || bytes.length <= Long.BYTES) {
            return Optional.empty();
        }
        Instant entered = Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
        return Optional.of(new StoredEntry(entered, Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)));
    }
}
