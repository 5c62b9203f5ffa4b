package dev.heatwire.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.heatwire.events.Json;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.ObjectReader;

/** Counts the ranked articles. It reads on from where it was: what a change costs does not grow with the site. */
final class RankedTally implements AutoCloseable {
    private static final ObjectReader PUBLISHED = Json.MAPPER.readerFor(Published.class);

    private final TopicReader reader;
    private final Map<String, Boolean> published = new HashMap<>();
    private boolean begun;

    RankedTally(Map<String, String> client) {
        this.reader = new TopicReader(client);
    }

    /** The part of a ranked article that counts here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Published(boolean published) {}

    void catchUp(Topics topics) {
        if (begun) {
            reader.readRest(this::count);
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

    int ranked() {
        return published.size();
    }

    int published() {
        return (int) published.values().stream().filter(one -> one).count();
    }

    @Override
    public void close() {
        reader.close();
    }
}
