package dev.heatwire.streams;

import dev.heatwire.events.json.PayloadFreeMessage;

/** Describes a failure in one bounded line that never quotes the payload of the record. */
final class FailureReason {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_CAUSES = 10;

    private FailureReason() {}

    /**
     * The message of the failure or of its first cause that Heatwire's own code threw; else a sentence that names the
     * exception class, because messages of other libraries may quote the payload.
     *
     * @param activity what the stage was doing with the record, such as "processing"
     */
    static String of(Throwable failure, String activity) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            String message = PayloadFreeMessage.of(cause).orElse("");
            if (!message.isEmpty()) {
                return bounded(message);
            }
            cause = cause.getCause();
        }
        return bounded(
                activity + " the record failed with a " + failure.getClass().getSimpleName());
    }

    private static String bounded(String text) {
        String line = text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
