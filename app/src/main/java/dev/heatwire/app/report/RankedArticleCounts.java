package dev.heatwire.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.ObjectReader;

/**
 * Counts ranked and published articles, and finds the highest heat. Each update reads only new records of the topic.
 */
public final class RankedArticleCounts implements AutoCloseable {
    private static final ObjectReader PUBLISHED = Json.MAPPER.readerFor(Published.class);

    private final CompactedTopicReader reader;
    private final Map<String, Published> articles = new HashMap<>();
    private boolean hasRead;

    public RankedArticleCounts(Map<String, String> client) {
        this.reader = new CompactedTopicReader(client);
    }

    /** The only fields of a ranked article that are parsed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Published(boolean published, int heat) {}

    /** Reads the topic up to its current end. */
    public void catchUp(Topics topics) {
        if (hasRead) {
            reader.readNew(this::count);
        } else {
            reader.read(topics.rankedArticles.name(), this::count);
            hasRead = true;
        }
    }

    private void count(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            articles.remove(record.key());
        } else {
            articles.put(record.key(), PUBLISHED.readValue(record.value()));
        }
    }

    public int ranked() {
        return articles.size();
    }

    public int published() {
        return (int) articles.values().stream().filter(Published::published).count();
    }

    /** The highest heat of all ranked articles; empty without articles. */
    public OptionalInt highestHeat() {
        return articles.values().stream().mapToInt(Published::heat).max();
    }

    @Override
    public void close() {
        reader.close();
    }
}
