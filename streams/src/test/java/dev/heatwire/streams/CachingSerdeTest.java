package dev.heatwire.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.Policy;
import dev.heatwire.events.Topics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class CachingSerdeTest {
    private final Serde<Policy> plain = Topics.withPrefix("").scoringPolicy.values();
    private final Serde<Policy> caching = CachingSerde.of(plain);
    private final Serde<String> texts = CachingSerde.of(Serdes.String());

    @Test
    void shouldParseTheSameBytesOnce() {
        Policy first = read(bytes());

        assertThat(first).isEqualTo(Policy.STANDARD);
        assertThat(read(bytes())).isSameAs(first);
    }

    @Test
    void shouldNotConfuseDifferentBytes() {
        read(bytes());

        assertThatThrownBy(() -> read("{".getBytes(UTF_8))).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read("{".getBytes(UTF_8))).isInstanceOf(SerializationException.class);
        assertThat(read(bytes())).isEqualTo(Policy.STANDARD);
        assertThat(read(null)).isNull();
    }

    @Test
    void shouldSerializeTheSameValueOnceAndReuseItWhenItIsRead() {
        byte[] written = write(Policy.STANDARD);

        assertThat(written).isEqualTo(bytes());
        assertThat(write(Policy.STANDARD)).isSameAs(written);
        assertThat(read(bytes())).isSameAs(Policy.STANDARD);
        assertThat(write(null)).isNull();
    }

    @Test
    void shouldSerializeAValueThatAnotherWriterWroteDifferently() {
        byte[] others = (new String(bytes(), UTF_8) + " ").getBytes(UTF_8);

        assertThat(write(read(others))).isEqualTo(bytes());
        assertThat(write(read(others))).isEqualTo(bytes());
    }

    @Test
    void shouldEvictTheLeastRecentlyUsedValue() {
        String half = "a".repeat(CachingSerde.MAX_CACHED_BYTES / 2);
        String quarter = "b".repeat(CachingSerde.MAX_CACHED_BYTES / 4);
        String last = "c".repeat(CachingSerde.MAX_CACHED_BYTES / 4);
        byte[] ofHalf = text(half);
        byte[] ofQuarter = text(quarter);
        byte[] ofLast = text(last);
        assertThat(text(quarter)).isSameAs(ofQuarter);
        assertThat(texts.deserializer().deserialize("any", ofHalf.clone())).isSameAs(half);

        text("d");

        assertThat(text(half)).isSameAs(ofHalf);
        assertThat(text(last)).isSameAs(ofLast);
        assertThat(text(quarter)).isNotSameAs(ofQuarter).isEqualTo(ofQuarter);
    }

    @Test
    void shouldNotCacheAValueLargerThanTheCache() {
        String large = "a".repeat(CachingSerde.MAX_CACHED_BYTES + 1);
        String small = "b";
        byte[] cached = text(small);

        assertThat(text(large)).isNotSameAs(text(large)).hasSize(CachingSerde.MAX_CACHED_BYTES + 1);
        assertThat(text(small)).isSameAs(cached);
    }

    private byte[] text(String text) {
        return texts.serializer().serialize("any", text);
    }

    private byte[] bytes() {
        return plain.serializer().serialize("any", Policy.STANDARD);
    }

    private byte[] write(Policy policy) {
        return caching.serializer().serialize("any", policy);
    }

    private Policy read(byte[] bytes) {
        return caching.deserializer().deserialize("any", bytes);
    }
}
