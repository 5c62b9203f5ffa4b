package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.id;
import static dev.heatwire.events.Samples.ranked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.Placement.Place;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void shouldComeBackFromItsBytes() {
        RankedArticle ranked = ranked("é", 90, NOON, "AI");
        Listing listing = Listing.of(ranked);

        Placement back = read(bytes(Placement.into(id("é"), new Place(Standing.of(ranked), listing))));

        assertThat(back.articleId()).isEqualTo(id("é"));
        assertThat(back.place().orElseThrow().standing()).isEqualTo(Standing.of(ranked));
        assertThat(back.place().orElseThrow().listing().bytes()).isEqualTo(listing.bytes());
        assertThat(read(bytes(Placement.outOf(id("é"))))).isEqualTo(Placement.outOf(id("é")));
    }

    @Test
    void shouldRefuseBytesThatAreNone() {
        byte[] whole = bytes(Placement.outOf(id("a")));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> read("{\"articleId\":\"a\"}".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    private static byte[] bytes(Placement placement) {
        return Placement.SERDE.serializer().serialize("any", placement);
    }

    private static Placement read(byte[] bytes) {
        return Placement.SERDE.deserializer().deserialize("any", bytes);
    }
}
