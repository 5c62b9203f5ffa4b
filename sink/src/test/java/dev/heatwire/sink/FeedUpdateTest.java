package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.ranked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.sink.FeedUpdate.Position;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FeedUpdateTest {
    @Test
    void shouldReadWhatItWrote() {
        byte[] tail = StoredEntry.tailOf(ranked("%C3%A9", 90, NOON, "AI"));

        Position position = new Position("é", Instant.EPOCH.plusMillis(7), tail);
        FeedUpdate entering = read(bytes(new FeedUpdate(Optional.empty(), Optional.of(position))));
        FeedUpdate leaving = read(bytes(new FeedUpdate(Optional.of("é"), Optional.empty())));

        assertThat(entering.before()).isEmpty();
        assertThat(entering.after().orElseThrow().sortKey()).isEqualTo("é");
        assertThat(entering.after().orElseThrow().entered()).isEqualTo(Instant.EPOCH.plusMillis(7));
        assertThat(entering.after().orElseThrow().tail()).isEqualTo(tail);
        assertThat(leaving).isEqualTo(new FeedUpdate(Optional.of("é"), Optional.empty()));
    }

    @Test
    void shouldRefuseBytesThatAreNoUpdate() {
        byte[] whole = bytes(new FeedUpdate(Optional.of("key"), Optional.empty()));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> read("{\"articleId\":\"a\"}".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    private static byte[] bytes(FeedUpdate update) {
        return FeedUpdate.SERDE.serializer().serialize("any", update);
    }

    private static FeedUpdate read(byte[] bytes) {
        return FeedUpdate.SERDE.deserializer().deserialize("any", bytes);
    }
}
