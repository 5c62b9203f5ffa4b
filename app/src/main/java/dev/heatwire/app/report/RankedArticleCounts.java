package dev.heatwire.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.heatwire.events.Topics;
import dev.heatwire.events.json.Json;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.ObjectReader;

/** Counts the ranked articles. It reads on from where it was: what a change costs does not grow with the site. */
public final class RankedArticleCounts implements AutoCloseable {
    private static final ObjectReader PUBLISHED = Json.MAPPER.readerFor(Published.class);

    private final CompactedTopicReader reader;
    private final Map<String, Boolean> published = new HashMap<>();
    private boolean begun;

    public RankedArticleCounts(Map<String, String> client) {
        this.reader = new CompactedTopicReader(client);
    }

    /** The part of a ranked article that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Published(boolean published) {}

    public void catchUp(Topics topics) {
        if (begun) {
            reader.readNew(this::count);
        } else {
            reader.read(topics.rankedArticles.name(), this::count);
            begun = true;
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
        return (int) published.values().stream().filter(one -> one).count();
    }

    @Override
    public void close() {
        reader.close();
    }
}
