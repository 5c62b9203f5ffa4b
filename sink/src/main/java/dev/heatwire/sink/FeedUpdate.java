package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** An article enters a feed, changes within it, or leaves it. */
record FeedUpdate(String articleId, Optional<Position> place) {

    /** @param standing where in the order of the feed */
    record Position(String standing, Listing listing) {}

    /** Between tasks of the sink: the lengths of id and standing, the two, and the listing, which is not there when it leaves. */
    static final Serde<FeedUpdate> SERDE =
            Serdes.serdeFrom((topic, update) -> update.toBytes(), (topic, bytes) -> ofBytes(bytes));

    static FeedUpdate into(String articleId, Position place) {
        return new FeedUpdate(articleId, Optional.of(place));
    }

    static FeedUpdate outOf(String articleId) {
        return new FeedUpdate(articleId, Optional.empty());
    }

    private byte[] toBytes() {
        byte[] id = articleId.getBytes(UTF_8);
        byte[] standing = place.map(Position::standing).orElse("").getBytes(UTF_8);
        byte[] listing = place.map(Position::listing).map(Listing::bytes).orElse(new byte[0]);
        return ByteBuffer.allocate(2 * Integer.BYTES + id.length + standing.length + listing.length)
                .putInt(id.length)
                .putInt(standing.length)
                .put(id)
                .put(standing)
                .put(listing)
                .array();
    }

    private static FeedUpdate ofBytes(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int id = buffer.getInt();
            int standing = buffer.getInt();
            String articleId = text(buffer, id);
            if (standing == 0) {
                return outOf(articleId);
            }
            Position place = new Position(text(buffer, standing), new Listing(rest(buffer, buffer.remaining())));
            return into(articleId, place);
        } catch (RuntimeException e) {
            throw new SerializationException("no placement: " + e.getClass().getSimpleName());
        }
    }

    private static String text(ByteBuffer buffer, int length) {
        return new String(rest(buffer, length), UTF_8);
    }

    private static byte[] rest(ByteBuffer buffer, int length) {
        // before there is room made for them: in bytes that are no placement, this may be any number
        Objects.checkFromIndexSize(0, length, buffer.remaining());
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
