package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.events.Problem;
import dev.heatwire.events.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The records of one transaction; file states come last, and each file has one. */
final class TransactionBatch {
    /** A file or article has at most a few records, and Kafka aborts a transaction that takes a minute. */
    static final int MAX_FILES = 500;

    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Map<String, ProducerRecord<String, byte[]>> fileStates = new LinkedHashMap<>();
    private final Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> positions = new LinkedHashMap<>();

    /** Splits files or articles into parts that one transaction each can hold. */
    static List<Set<String>> slicesOf(Set<String> names) {
        List<String> all = List.copyOf(names);
        return IntStream.iterate(0, start -> start < all.size(), start -> start + MAX_FILES)
                .mapToObj(start -> all.subList(start, Math.min(start + MAX_FILES, all.size())))
                .<Set<String>>map(LinkedHashSet::new)
                .toList();
    }

    /** @param value as the topic's serializer wrote it */
    void addSerialized(TopicSpec<?> topic, String key, byte[] value) {
        records.add(new ProducerRecord<>(topic.name(), key, value));
    }

    void addTombstone(TopicSpec<?> topic, String key) {
        records.add(new ProducerRecord<>(topic.name(), key, null));
    }

    /** Adds the state of a file, or a tombstone; replaces a state that was added for the file before. */
    void addFileState(TopicSpec<FileState> topic, String file, Optional<FileState> state) {
        byte[] bytes = state.map(value -> topic.values().serializer().serialize(topic.name(), value))
                .orElse(null);
        fileStates.put(file, new ProducerRecord<>(topic.name(), file, bytes));
    }

    /** Adds the bytes of a rejected file; the headers hold the place and the reason of the problem. */
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

    /** Adds the positions up to which the records of this batch were read. */
    void addPositions(ConsumerGroupMetadata group, Map<TopicPartition, OffsetAndMetadata> read) {
        positions.computeIfAbsent(group, key -> new LinkedHashMap<>()).putAll(read);
    }

    /** By the group under whose name they are committed. */
    Map<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> positions() {
        return positions;
    }

    List<ProducerRecord<String, byte[]>> records() {
        return Stream.concat(records.stream(), fileStates.values().stream()).toList();
    }

    /** The files whose states are in this batch. */
    Set<String> files() {
        return Set.copyOf(fileStates.keySet());
    }

    boolean isEmpty() {
        return records.isEmpty() && fileStates.isEmpty() && positions.isEmpty();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
