package dev.heatwire.events.streams;

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
final class DeadLetters {
    static final String STAGE_CONFIG = "heatwire.stage";
    static final String TOPIC_CONFIG = "heatwire.dead.letters.topic";

    private final String stage;
    private final String topic;

    DeadLetters(Map<String, ?> configs) {
        this.stage = String.valueOf(configs.get(STAGE_CONFIG));
        this.topic = String.valueOf(configs.get(TOPIC_CONFIG));
    }

    List<ProducerRecord<byte[], byte[]>> about(
            ErrorHandlerContext context, byte[] key, byte[] value, String code, Exception reason) {
        Headers headers = new RecordHeaders();
        add(headers, "stage", stage);
        add(headers, "code", code);
        add(headers, "reason", reason.getClass().getSimpleName());
        add(headers, "topic", context.topic());
        add(headers, "partition", Integer.toString(context.partition()));
        add(headers, "offset", Long.toString(context.offset()));
        return List.of(new ProducerRecord<>(topic, null, null, key, value, headers));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
