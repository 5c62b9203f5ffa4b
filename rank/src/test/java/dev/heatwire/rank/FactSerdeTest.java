package dev.heatwire.rank;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.StoryFact;
import dev.heatwire.rank.Mailbox.Letter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactSerdeTest {
    private static final StoryFact FACT = new StoryFact(id("é"), id("b"), true, "Ein Schlüssel 🔑", 89, NOON);

    static Stream<StoryFact> facts() {
        return Stream.of(
                FACT,
                new StoryFact(id("a"), id("b"), false, "t", -12, NOON.plusNanos(1)),
                new StoryFact(id("a"), id("b"), true, "t".repeat(70_000), 0, NOON.minusSeconds(4_000_000_000L)));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void shouldComeBackFromItsBytes(StoryFact fact) {
        assertThat(read(FactSerde.FACT.serializer().serialize("any", fact))).isEqualTo(fact);

        Letter letter = new Letter(Optional.of(fact));
        assertThat(back(letter)).isEqualTo(letter);
    }

    @Test
    void shouldTellATakenBackFactFromNone() {
        Letter nothing = new Letter(Optional.empty());

        assertThat(back(nothing)).isEqualTo(nothing);
        assertThat(FactSerde.LETTER.serializer().serialize("any", null)).isNull();
        assertThat(FactSerde.FACT.serializer().serialize("any", null)).isNull();
    }

    @Test
    void shouldRefuseBytesThatAreNone() {
        byte[] whole =
                FactSerde.FACT.serializer().serialize("any", new StoryFact(id("a"), id("b"), true, "t", 1, NOON));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> read("{\"from\":\"a\",\"to\":\"b\",\"names\":true}".getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class);
    }

    private static Letter back(Letter letter) {
        return FactSerde.LETTER
                .deserializer()
                .deserialize("any", FactSerde.LETTER.serializer().serialize("any", letter));
    }

    private static StoryFact read(byte[] bytes) {
        return FactSerde.FACT.deserializer().deserialize("any", bytes);
    }
}
