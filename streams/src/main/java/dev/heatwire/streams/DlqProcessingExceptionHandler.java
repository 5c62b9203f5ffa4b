package dev.heatwire.streams;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends a record that a step cannot process to the dead letters, in the stage's own transaction, and goes on. Failures
 * of Kafka itself are not the record's fault: they stop the stage.
 */
public final class DlqProcessingExceptionHandler implements ProcessingExceptionHandler {
    private DeadLetterFactory deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetterFactory(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            // a step saw that what it would write does not fit: the letter has no bytes, as when the serializer sees it
            return Response.resume(deadLetters.about(
                    context, context.sourceRawKey(), new byte[0], DeadLetterFactory.TOO_LARGE, failure));
        }
        // clients out of step with their brokers also throw IllegalStateException: the record must come again
        if (failure instanceof KafkaException || failure instanceof IllegalStateException || context.topic() == null) {
            return Response.fail();
        }
        return Response.resume(
                deadLetters.about(context, context.sourceRawKey(), context.sourceRawValue(), "unprocessable", failure));
    }
}
