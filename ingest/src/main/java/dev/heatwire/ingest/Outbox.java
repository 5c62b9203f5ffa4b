package dev.heatwire.ingest;

import dev.heatwire.events.Problem;
import dev.heatwire.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The records of one transaction. */
final class Outbox {
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    /** Adds a value, or a tombstone when there is none. */
    <V> void add(TopicSpec<V> topic, String key, Optional<V> value) {
        byte[] bytes = value.map(event -> topic.values().serializer().serialize(topic.name(), event))
                .orElse(null);
        records.add(new ProducerRecord<>(topic.name(), key, bytes));
    }

    /** Adds the bytes of a rejected file, with where and why in the headers. */
    void addDeadLetter(TopicSpec<byte[]> topic, String file, byte[] bytes, Problem problem) {
        Headers headers = new RecordHeaders();
        add(headers, "stage", "ingest");
        add(headers, "file", file);
        problem.line().ifPresent(line -> add(headers, "line", line.toString()));
        problem.column().ifPresent(column -> add(headers, "column", column.toString()));
        problem.field().ifPresent(field -> add(headers, "field", field));
        add(headers, "code", problem.code());
        add(headers, "reason", problem.reason());
        records.add(new ProducerRecord<>(topic.name(), null, null, file, bytes, headers));
    }

    List<ProducerRecord<String, byte[]>> records() {
        return records;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
