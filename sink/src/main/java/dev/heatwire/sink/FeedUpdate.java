package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An article enters a feed, changes within it, or leaves it.
 *
 * @param before the article's sort key in the feed so far; absent when it enters
 * @param after its new position; absent when it leaves
 */
record FeedUpdate(Optional<String> before, Optional<Position> after) {
    /**
     * @param entered when the article entered the feed for the first time
     * @param tail of the entry, as {@link StoredEntry} has it
     */
    record Position(String sortKey, Instant entered, byte[] tail) {}

    /** Between the two steps of the sink: the lengths of both sort keys, the entry time, the keys, and the tail. */
    static final Serde<FeedUpdate> SERDE =
            Serdes.serdeFrom((topic, update) -> update.toBytes(), (topic, bytes) -> ofBytes(bytes));

    private byte[] toBytes() {
        byte[] oldKey = before.orElse("").getBytes(UTF_8);
        byte[] newKey = after.map(Position::sortKey).orElse("").getBytes(UTF_8);
        long entered = after.map(Position::entered).orElse(Instant.EPOCH).toEpochMilli();
        byte[] tail = after.map(Position::tail).orElse(new byte[0]);
        return ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES + oldKey.length + newKey.length + tail.length)
                .putInt(oldKey.length)
                .putInt(newKey.length)
                .putLong(entered)
                .put(oldKey)
                .put(newKey)
                .put(tail)
                .array();
    }

    private static FeedUpdate ofBytes(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int oldLength = buffer.getInt();
            int newLength = buffer.getInt();
            Instant entered = Instant.ofEpochMilli(buffer.getLong());
            Optional<String> before = text(buffer, oldLength);
            Optional<String> after = text(buffer, newLength);
            byte[] tail = take(buffer, buffer.remaining());
            return new FeedUpdate(before, after.map(key -> new Position(key, entered, tail)));
        } catch (RuntimeException e) {
            throw new SerializationException(
                    "a record is no valid FeedUpdate: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<String> text(ByteBuffer buffer, int length) {
        String text = new String(take(buffer, length), UTF_8);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Checks the length before it allocates: in bytes that are no update it can be any number. */
    private static byte[] take(ByteBuffer buffer, int length) {
        Objects.checkFromIndexSize(0, length, buffer.remaining());
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
