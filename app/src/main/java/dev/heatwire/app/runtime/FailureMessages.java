package dev.heatwire.app.runtime;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What ended a stage, in words that help. */
public final class FailureMessages {
    private FailureMessages() {}

    public static String reason(Throwable failure) {
        Throwable cause = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
        return refusal(failure)
                .or(() -> fencing(failure))
                .orElse(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** What Kafka did not allow, when that is what happened. */
    public static Optional<String> refusal(Throwable failure) {
        return find(failure, AuthorizationException.class)
                .map(cause -> "not authorized by Kafka: " + what(failure, cause)
                        + " (docs/operations.md tells what a stage may do)");
    }

    /**
     * Whether all that happened is that a transaction took too long and was undone, which Kafka Streams gets over but
     * for one moment: when the stage asks for the commit just then, the broker does not say so (KAFKA-20785).
     */
    static boolean isRolledBack(Throwable failure) {
        return find(failure, InvalidTxnStateException.class).isPresent();
    }

    private static Optional<String> fencing(Throwable failure) {
        return find(failure, FencedInstanceIdException.class)
                .map(cause -> "another process runs as the same instance; give each a HEATWIRE_INSTANCE of its own");
    }

    /** The clients name what is refused in the exception itself or in the one around it. */
    private static String what(Throwable failure, AuthorizationException cause) {
        if (cause instanceof TransactionalIdAuthorizationException) {
            return "to write with its transactional id";
        }
        return chain(failure)
                .takeWhile(outer -> outer != cause)
                .reduce((outer, inner) -> inner)
                .map(FailureMessages::firstLine)
                .filter(around -> !around.contains(firstLine(cause)))
                .map(around -> around + ": " + firstLine(cause))
                .orElse(firstLine(cause));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
