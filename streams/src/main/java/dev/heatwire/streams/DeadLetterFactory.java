package dev.heatwire.streams;

import dev.heatwire.events.json.JsonSerde;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Makes the letters that a stage writes about records it cannot use: the record's own bytes, and headers that say why
 * without quoting the payload.
 */
final class DeadLetterFactory {
    static final String STAGE_CONFIG = "heatwire.stage";
    static final String TOPIC_CONFIG = "heatwire.dead.letters.topic";
    static final String TOO_LARGE = "too-large";

    private final String stage;
    private final String topic;

    DeadLetterFactory(Map<String, ?> configs) {
        this.stage = String.valueOf(configs.get(STAGE_CONFIG));
        this.topic = String.valueOf(configs.get(TOPIC_CONFIG));
    }

    /** A letter that would itself be too large, with its headers, goes without the record's bytes. */
    List<ProducerRecord<byte[], byte[]>> about(
            ErrorHandlerContext context, byte[] key, byte[] value, String code, Exception reason) {
        if (size(key) > JsonSerde.MAX_BYTES) {
            return about(context, null, new byte[0], TOO_LARGE, reason);
        }
        if (size(key) + size(value) > JsonSerde.MAX_BYTES) {
            return about(context, key, new byte[0], TOO_LARGE, reason);
        }
        Headers headers = new RecordHeaders();
        add(headers, "stage", stage);
        add(headers, "code", code);
        add(headers, "reason", reason.getClass().getSimpleName());
        add(headers, "topic", context.topic());
        add(headers, "partition", Integer.toString(context.partition()));
        add(headers, "offset", Long.toString(context.offset()));
        return List.of(new ProducerRecord<>(topic, null, null, key, value, headers));
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
