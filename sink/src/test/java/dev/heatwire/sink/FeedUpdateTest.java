package dev.heatwire.sink;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.id;
import static dev.heatwire.events.Samples.ranked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.sink.FeedUpdate.Position;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FeedUpdateTest {
    @Test
    void shouldComeBackFromItsBytes() {
        RankedArticle ranked = ranked("é", 90, NOON, "AI");
        Listing listing = Listing.of(ranked);

        FeedUpdate back = read(bytes(FeedUpdate.into(id("é"), new Position(SortKey.of(ranked), listing))));

        assertThat(back.articleId()).isEqualTo(id("é"));
        assertThat(back.place().orElseThrow().standing()).isEqualTo(SortKey.of(ranked));
        assertThat(back.place().orElseThrow().listing().bytes()).isEqualTo(listing.bytes());
        assertThat(read(bytes(FeedUpdate.outOf(id("é"))))).isEqualTo(FeedUpdate.outOf(id("é")));
    }

    @Test
    void shouldRefuseBytesThatAreNone() {
        byte[] whole = bytes(FeedUpdate.outOf(id("a")));

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
