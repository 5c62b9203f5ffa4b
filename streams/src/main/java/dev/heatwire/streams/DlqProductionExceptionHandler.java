package dev.heatwire.streams;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Sends a dead letter for an output record that cannot be serialized because it is too large, in the transaction of the
 * task, and continues. A record that the broker rejects stops the stage.
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

    /** The dead letter has the key of the source record and no value, because the value is too large. */
    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        // records of punctuators have no source record
        byte[] key = context.sourceRawKey() == null
                ? String.valueOf(record.key()).getBytes(StandardCharsets.UTF_8)
                : context.sourceRawKey();
        return Response.resume(
                deadLetters.deadLetter(context, key, new byte[0], DeadLetterFactory.TOO_LARGE, "writing", failure));
    }
}
