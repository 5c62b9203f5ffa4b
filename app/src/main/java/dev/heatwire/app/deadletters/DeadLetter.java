package dev.heatwire.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the dead-letter topic.
 *
 * @param headers stage, code and reason of the failure, and where the rejected bytes came from
 */
public record DeadLetter(ConsumerRecord<String, byte[]> record, Map<String, String> headers) {
    public static DeadLetter of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new DeadLetter(record, headers);
    }

    /** The position of the record that a stage rejected. */
    public record Origin(TopicPartition partition, long offset) {}

    /** What can be shown of a dead letter: everything but the rejected bytes. */
    public record Summary(
            Instant time,
            Optional<String> key,
            @JsonProperty("why") Map<String, String> headers,
            int bytes) {
        /** One line for people. */
        public String line() {
            return time + "  " + key.orElse("(no key)") + "  "
                    + headers.entrySet().stream()
                            .filter(header -> !key.equals(Optional.of(header.getValue())))
                            .map(header -> header.getKey() + "=" + header.getValue())
                            .collect(Collectors.joining(", "));
        }
    }

    public Optional<String> key() {
        return Optional.ofNullable(record.key());
    }

    /** Empty when the dead letter is about a file, which ingest rejected, or about a record of a punctuator. */
    public Optional<Origin> origin() {
        if (!headers.keySet().containsAll(Set.of("topic", "partition", "offset"))) {
            return Optional.empty();
        }
        TopicPartition partition = new TopicPartition(headers.get("topic"), Integer.parseInt(headers.get("partition")));
        return Optional.of(new Origin(partition, Long.parseLong(headers.get("offset"))));
    }

    /**
     * Which content failed in which stage.
     *
     * @param hash of the rejected bytes
     */
    record Subject(String stage, String key, int hash) {}

    Subject subject() {
        return new Subject(headers.getOrDefault("stage", ""), key().orElse(""), Arrays.hashCode(record.value()));
    }

    String code() {
        return headers.getOrDefault("code", "");
    }

    public Summary summary() {
        return new Summary(
                Instant.ofEpochMilli(record.timestamp()),
                key(),
                headers,
                record.value() == null ? 0 : record.value().length);
    }
}
