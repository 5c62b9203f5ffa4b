package dev.heatwire.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.ObjectReader;

/** Counts ranked and published articles incrementally: each update reads only new records of the topic. */
public final class RankedArticleCounts implements AutoCloseable {
    private static final ObjectReader PUBLISHED = Json.MAPPER.readerFor(Published.class);

    private final CompactedTopicReader reader;
    private final Map<String, Boolean> published = new HashMap<>();
    private boolean hasRead;

    public RankedArticleCounts(Map<String, String> client) {
        this.reader = new CompactedTopicReader(client);
    }

    /** The only field of a ranked article that is parsed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Published(boolean published) {}

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
            published.remove(record.key());
        } else {
            Published ranked = PUBLISHED.readValue(record.value());
            published.put(record.key(), ranked.published());
        }
    }

    public int ranked() {
        return published.size();
    }

    public int published() {
        return (int)
                published.values().stream().filter(isPublished -> isPublished).count();
    }

    @Override
    public void close() {
        reader.close();
    }
}
