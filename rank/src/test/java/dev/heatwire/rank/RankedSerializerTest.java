package dev.heatwire.rank;

import static dev.heatwire.events.Samples.NOON;
import static dev.heatwire.events.Samples.enriched;
import static dev.heatwire.events.Samples.ranked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.JsonSerde;
import dev.heatwire.streams.CachingSerde;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RankedSerializerTest {
    private final Topics topics = Topics.withPrefix("");
    private final Serializer<RankedArticle> plain =
            topics.rankedArticles.values().serializer();
    private final Serializer<RankedArticle> ours = new RankedSerializer(
            CachingSerde.of(topics.enrichedArticles.values()).serializer());

    @Test
    void shouldWriteWhatTheTopicsSerdeWrites() {
        RankedArticle ranked = ranked("é", 89, NOON, "AI", "NLP");

        for (int time = 0; time < 2; time++) {
            assertThat(bytes(ranked)).isEqualTo(plain.serialize("any", ranked));
        }
        assertThat(bytes(null)).isNull();
    }

    @Test
    void shouldRefuseWhatTheTopicsSerdeRefuses() {
        RankedArticle largest = ofSize(JsonSerde.MAX_BYTES);
        RankedArticle tooLarge = ofSize(JsonSerde.MAX_BYTES + 1);

        assertThat(bytes(largest)).hasSize(JsonSerde.MAX_BYTES).isEqualTo(plain.serialize("any", largest));
        assertThatThrownBy(() -> plain.serialize("any", tooLarge)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> bytes(tooLarge)).isInstanceOf(SerializationException.class);
    }

    private RankedArticle ofSize(int bytes) {
        int others = plain.serialize("any", withTitle(1)).length - 1;
        return withTitle(bytes - others);
    }

    private static RankedArticle withTitle(int length) {
        return ranked(enriched("a").title("t".repeat(length)).build(), 89);
    }

    private byte[] bytes(RankedArticle ranked) {
        return ours.serialize("any", ranked);
    }
}
