package dev.heatwire.app.runtime;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Formats the failures of stages and commands for people. */
public final class FailureMessages {
    private FailureMessages() {}

    /** Returns the message of the cause, or a more helpful one for failed authorization and fencing. */
    public static String reason(Throwable failure) {
        Throwable cause = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
        return refusal(failure)
                .or(() -> fencedInstance(failure))
                .orElse(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** Describes the failed authorization, if there is one among the causes. */
    public static Optional<String> refusal(Throwable failure) {
        return find(failure, AuthorizationException.class)
                .map(cause -> "not authorized by Kafka: " + refusedResource(failure, cause)
                        + " (docs/operations.md lists the ACLs of each stage)");
    }

    /**
     * Whether Kafka aborted a transaction that timed out. Kafka Streams recovers from that itself, except when the
     * timeout hits during the commit request, which the broker rejects with the wrong error code (KAFKA-20785).
     */
    static boolean isTransactionTimeout(Throwable failure) {
        return find(failure, InvalidTxnStateException.class).isPresent();
    }

    private static Optional<String> fencedInstance(Throwable failure) {
        return find(failure, FencedInstanceIdException.class)
                .map(cause -> "another process runs as the same instance; set a different HEATWIRE_INSTANCE for each");
    }

    /** The clients name the resource in the exception itself or in the enclosing one. */
    private static String refusedResource(Throwable failure, AuthorizationException cause) {
        if (cause instanceof TransactionalIdAuthorizationException) {
            return "to write with its transactional id";
        }
        return chain(failure)
                .takeWhile(outer -> outer != cause)
                .reduce((outer, inner) -> inner)
                .map(FailureMessages::firstLine)
                .filter(message -> !message.contains(firstLine(cause)))
                .map(message -> message + ": " + firstLine(cause))
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
