package dev.heatwire.events.json;

import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells which exception messages can be shown because they never quote the payload of a record. */
public final class PayloadFreeMessage {
    private static final String OWN_PACKAGE = "dev.heatwire.";

    private PayloadFreeMessage() {}

    /**
     * The message of an exception that Heatwire's own code threw for invalid data, or of a {@link
     * RecordTooLargeException},
     * whose messages hold sizes only; empty for any other exception.
     */
    public static Optional<String> of(Throwable failure) {
        boolean isPayloadFree = failure instanceof RecordTooLargeException
                || reportsInvalidData(failure) && isThrownByHeatwire(failure) && !isTakenFromCause(failure);
        return Optional.ofNullable(failure.getMessage())
                .filter(message -> isPayloadFree)
                .filter(message -> !message.isBlank());
    }

    private static boolean reportsInvalidData(Throwable failure) {
        return failure.getClass() == IllegalArgumentException.class
                || failure.getClass() == SerializationException.class;
    }

    private static boolean isThrownByHeatwire(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().startsWith(OWN_PACKAGE);
    }

    /** {@code new IllegalArgumentException(cause)} has the text of the cause as its message. */
    private static boolean isTakenFromCause(Throwable failure) {
        return failure.getCause() != null && failure.getCause().toString().equals(failure.getMessage());
    }
}
