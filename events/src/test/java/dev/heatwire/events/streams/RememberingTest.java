package dev.heatwire.events.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.Policy;
import dev.heatwire.events.Topics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RememberingTest {
    private final Serde<Policy> plain = Topics.withPrefix("").scoringPolicy.values();
    private final Serde<Policy> remembering = Remembering.of(plain);

    @Test
    void shouldParseTheSameBytesOnce() {
        Policy first = read(bytes());

        assertThat(first).isEqualTo(Policy.STANDARD);
        assertThat(read(bytes())).isSameAs(first);
    }

    @Test
    void shouldNotTakeOtherBytesForTheSame() {
        read(bytes());

        assertThatThrownBy(() -> read("{".getBytes(UTF_8))).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read("{".getBytes(UTF_8))).isInstanceOf(SerializationException.class);
        assertThat(read(bytes())).isEqualTo(Policy.STANDARD);
        assertThat(read(null)).isNull();
    }

    private byte[] bytes() {
        return plain.serializer().serialize("any", Policy.STANDARD);
    }

    private Policy read(byte[] bytes) {
        return remembering.deserializer().deserialize("any", bytes);
    }
}
