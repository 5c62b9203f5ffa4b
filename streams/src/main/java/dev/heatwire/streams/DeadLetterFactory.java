package dev.heatwire.streams;

import dev.heatwire.events.json.JsonSerde;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and logs the dead letters of a stage: the bytes of the failed record, and headers with its position and the
 * reason of the failure. Reasons never quote the payload. A record that a punctuator forwarded has no position.
 */
final class DeadLetterFactory {
    static final String STAGE_CONFIG = "heatwire.stage";
    static final String TOPIC_CONFIG = "heatwire.dead.letters.topic";
    static final String TOO_LARGE = "too-large";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFactory.class);

    private final String stage;
    private final String topic;
    private final Consumer<String> warnings;

    DeadLetterFactory(Map<String, ?> configs) {
        this(configs, LOG::warn);
    }

    /** @param warnings receives one line for each dead letter */
    DeadLetterFactory(Map<String, ?> configs, Consumer<String> warnings) {
        this.stage = String.valueOf(configs.get(STAGE_CONFIG));
        this.topic = String.valueOf(configs.get(TOPIC_CONFIG));
        this.warnings = warnings;
    }

    /**
     * A dead letter for the failed record. Key and value are left out if the dead letter would be too large with them.
     *
     * @param activity what the stage was doing with the record, such as "processing"
     */
    List<ProducerRecord<byte[], byte[]>> deadLetter(
            ErrorHandlerContext context, byte[] key, byte[] value, String code, String activity, Exception failure) {
        String reason = FailureReason.of(failure, activity);
        int size = size(key) + size(value);
        if (size > JsonSerde.MAX_BYTES) {
            byte[] fittingKey = size(key) > JsonSerde.MAX_BYTES ? null : key;
            return deadLetter(
                    context,
                    fittingKey,
                    new byte[0],
                    TOO_LARGE,
                    reason + "; the record of " + size + " bytes is too large for a dead letter");
        }
        return deadLetter(context, key, value, code, reason);
    }

    private List<ProducerRecord<byte[], byte[]>> deadLetter(
            ErrorHandlerContext context, byte[] key, byte[] value, String code, String reason) {
        warnings.accept("%s: dead letter for topic %s, partition %d, offset %d: %s: %s"
                .formatted(stage, context.topic(), context.partition(), context.offset(), code, reason));
        Headers headers = new RecordHeaders();
        add(headers, "stage", stage);
        add(headers, "code", code);
        add(headers, "reason", reason);
        if (context.topic() != null) {
            add(headers, "topic", context.topic());
            add(headers, "partition", Integer.toString(context.partition()));
            add(headers, "offset", Long.toString(context.offset()));
        }
        return List.of(new ProducerRecord<>(topic, null, null, key, value, headers));
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
