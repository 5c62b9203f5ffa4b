package dev.heatwire.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** An article enters a feed, changes within it, or leaves it. */
record Placement(String articleId, Optional<Place> place) {

    /** @param standing where in the order of the feed */
    record Place(String standing, Listing listing) {}

    /** Between tasks of the sink: the lengths of id and standing, the two, and the listing, which is not there when it leaves. */
    static final Serde<Placement> SERDE =
            Serdes.serdeFrom((topic, placement) -> placement.toBytes(), (topic, bytes) -> ofBytes(bytes));

    static Placement into(String articleId, Place place) {
        return new Placement(articleId, Optional.of(place));
    }

    static Placement outOf(String articleId) {
        return new Placement(articleId, Optional.empty());
    }

    private byte[] toBytes() {
        byte[] id = articleId.getBytes(UTF_8);
        byte[] standing = place.map(Place::standing).orElse("").getBytes(UTF_8);
        byte[] listing = place.map(Place::listing).map(Listing::bytes).orElse(new byte[0]);
        return ByteBuffer.allocate(2 * Integer.BYTES + id.length + standing.length + listing.length)
                .putInt(id.length)
                .putInt(standing.length)
                .put(id)
                .put(standing)
                .put(listing)
                .array();
    }

    private static Placement ofBytes(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int id = buffer.getInt();
            int standing = buffer.getInt();
            String articleId = text(buffer, id);
            if (standing == 0) {
                return outOf(articleId);
            }
            Place place = new Place(text(buffer, standing), new Listing(rest(buffer, buffer.remaining())));
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
