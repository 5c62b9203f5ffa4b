package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.Problem;
import dev.heatwire.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The records of one transaction. */
final class TransactionBatch {
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<String, ProducerRecord<String, byte[]>> ledger = new LinkedHashMap<>();

    /** Adds a value, or a tombstone when there is none. */
    <V> void add(TopicSpec<V> topic, String key, Optional<V> value) {
        records.add(record(topic, key, value));
    }

    /** Adds the ledger's word about a file; the last one in a transaction is the only one. */
    void addFile(TopicSpec<FileState> topic, String file, Optional<FileState> state) {
        ledger.put(file, record(topic, file, state));
    }

    private static <V> ProducerRecord<String, byte[]> record(TopicSpec<V> topic, String key, Optional<V> value) {
        byte[] bytes = value.map(event -> topic.values().serializer().serialize(topic.name(), event))
                .orElse(null);
        return new ProducerRecord<>(topic.name(), key, bytes);
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
        return Stream.concat(records.stream(), ledger.values().stream()).toList();
    }

    boolean isEmpty() {
        return records.isEmpty() && ledger.isEmpty();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
