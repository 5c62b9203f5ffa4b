package dev.heatwire.streams;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends a record that a processor rejects to the dead letters, in the transaction of the task, and continues. Failures
 * of Kafka itself stop the stage, because the record is not their cause.
 */
public final class DlqProcessingExceptionHandler implements ProcessingExceptionHandler {
    private static final String ACTIVITY = "processing";

    private DeadLetterFactory deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetterFactory(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            // a processor found that its output is too large; as for a serializer, the dead letter has no value
            return Response.resume(deadLetters.deadLetter(
                    context, keyOf(context, record), new byte[0], DeadLetterFactory.TOO_LARGE, ACTIVITY, failure));
        }
        // Kafka clients also throw IllegalStateException, for example when metadata is stale: the record must be
        // retried; a punctuator that fails by itself has no record
        if (failure instanceof KafkaException || failure instanceof IllegalStateException || record == null) {
            return Response.fail();
        }
        return Response.resume(deadLetters.deadLetter(
                context, keyOf(context, record), context.sourceRawValue(), "unprocessable", ACTIVITY, failure));
    }

    /** Kafka Streams keeps the source record until the first output; a punctuator's records have none. */
    private static byte[] keyOf(ErrorHandlerContext context, Record<?, ?> record) {
        if (context.sourceRawKey() != null || record == null || record.key() == null) {
            return context.sourceRawKey();
        }
        return record.key().toString().getBytes(StandardCharsets.UTF_8);
    }
}
