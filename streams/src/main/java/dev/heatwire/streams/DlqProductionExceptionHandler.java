package dev.heatwire.streams;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Sends word of an event that cannot be written (it is too large for a record) to the dead letters, in the stage's own
 * transaction, and goes on. What the broker refuses is another matter: it stops the stage.
 */
public final class DlqProductionExceptionHandler implements ProductionExceptionHandler {
    private DeadLetterFactory deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetterFactory(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        return Response.fail();
    }

    /** The letter has no bytes of the event: that it has too many is what is wrong with it. */
    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        // what a stage does of its own accord has no record that it comes from
        byte[] key = context.sourceRawKey() == null
                ? String.valueOf(record.key()).getBytes(StandardCharsets.UTF_8)
                : context.sourceRawKey();
        return Response.resume(deadLetters.about(context, key, new byte[0], DeadLetterFactory.TOO_LARGE, failure));
    }
}
