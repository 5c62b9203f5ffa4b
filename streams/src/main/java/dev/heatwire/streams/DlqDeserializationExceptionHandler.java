package dev.heatwire.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Sends a record that cannot be deserialized to the dead letters, in the transaction of the task, and continues. */
public final class DlqDeserializationExceptionHandler implements DeserializationExceptionHandler {
    private DeadLetterFactory deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetterFactory(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        return Response.resume(
                deadLetters.deadLetter(context, record.key(), record.value(), "unreadable", "reading", failure));
    }
}
