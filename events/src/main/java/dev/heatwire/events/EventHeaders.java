package dev.heatwire.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/**
 * Adds headers to every event of the contract: content type, schema version, and the attributes of a CloudEvent in
 * binary mode. As a producer interceptor it works alike in ingest and all stages; article files, dead letters
 * and internal topics get no such headers.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding for CloudEvents</a>
 */
public final class EventHeaders implements ProducerInterceptor<Object, Object> {
    /** Of all schemas in {@code docs/contract}: raised whenever a field is added; nothing else ever changes. */
    public static final int SCHEMA_VERSION = 1;

    private static final String PREFIX_CONFIG = "heatwire.topic.prefix";
    private static final String WRITER_CONFIG = "heatwire.writer";

    private String prefix;
    private String source;
    private Set<String> topics;

    /**
     * Producer settings that install this interceptor before the user's interceptors.
     *
     * @param writer the name of the stage, for the source attribute of the events
     * @param client the settings of the user's cluster
     * @param prefixes prefixes of producer settings in {@code client}
     */
    public static Map<String, String> settings(
            String writer, Topics topics, Map<String, String> client, String... prefixes) {
        String interceptors = Stream.concat(Stream.of(""), Stream.of(prefixes))
                .map(prefix -> client.get(prefix + ProducerConfig.INTERCEPTOR_CLASSES_CONFIG))
                .filter(users -> users != null && !users.isBlank())
                .reduce(EventHeaders.class.getName(), (all, users) -> all + "," + users);
        return Map.of(
                ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                interceptors,
                PREFIX_CONFIG,
                topics.prefix(),
                WRITER_CONFIG,
                writer);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        prefix = String.valueOf(configs.get(PREFIX_CONFIG));
        source = "urn:heatwire:" + prefix + configs.get(WRITER_CONFIG);
        Topics all = Topics.withPrefix(prefix);
        topics = all.contract().stream()
                .filter(topic -> topic != all.articleFiles && topic != all.deadLetters)
                .map(TopicSpec::name)
                .collect(Collectors.toSet());
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        if (!topics.contains(record.topic())) {
            return record;
        }
        String kind = record.topic().substring(prefix.length());
        boolean tombstone = record.value() == null;
        Instant time = record.timestamp() == null ? Instant.now() : Instant.ofEpochMilli(record.timestamp());
        Headers headers = record.headers();
        put(headers, "schema-version", Integer.toString(SCHEMA_VERSION));
        put(headers, "ce_specversion", "1.0");
        // a retry gets a new id: the records of the aborted attempt are not visible to read_committed consumers
        put(headers, "ce_id", UUID.randomUUID().toString());
        put(headers, "ce_source", source);
        put(headers, "ce_type", "dev.heatwire." + kind + (tombstone ? ".deleted" : ""));
        put(headers, "ce_time", time.toString());
        if (!tombstone) {
            put(headers, "content-type", "application/json");
            put(headers, "ce_dataschema", schemaOf(kind));
        }
        return record;
    }

    /** The {@code $id} of the schema of a topic, by its name without prefix. */
    static String schemaOf(String kind) {
        return "urn:heatwire:" + kind + ":" + SCHEMA_VERSION;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}
}
