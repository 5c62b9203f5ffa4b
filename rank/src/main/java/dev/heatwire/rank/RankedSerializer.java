package dev.heatwire.rank;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.json.JsonSerde;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.databind.ObjectWriter;

/**
 * Writes what the topic's own serde writes. The article takes most of it and stays the same while its story changes, so
 * its JSON comes from the serde that keeps articles, which remembers it.
 */
final class RankedSerializer implements Serializer<RankedArticle> {
    private static final byte[] START = "{\"article\":".getBytes(UTF_8);
    private static final ObjectWriter REST = Json.MAPPER
            .rebuild()
            .addMixIn(RankedArticle.class, WithoutArticle.class)
            .build()
            .writerFor(RankedArticle.class);

    private final Serializer<EnrichedArticle> articles;

    RankedSerializer(Serializer<EnrichedArticle> articles) {
        this.articles = articles;
    }

    @JsonIgnoreProperties("article")
    private interface WithoutArticle {}

    @Override
    public byte[] serialize(String topic, RankedArticle ranked) {
        if (ranked == null) {
            return null;
        }
        byte[] article = articles.serialize(topic, ranked.article());
        byte[] rest = REST.writeValueAsBytes(ranked);
        // in the place of the brace with which the rest begins
        rest[0] = ',';
        int size = START.length + article.length + rest.length;
        if (size > JsonSerde.MAX_BYTES) {
            throw new SerializationException("RankedArticle of %d bytes is too large for %s".formatted(size, topic));
        }
        return ByteBuffer.allocate(size).put(START).put(article).put(rest).array();
    }
}
