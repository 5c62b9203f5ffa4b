package dev.heatwire.events.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for results of the admin client and throws Kafka's own exceptions. */
public final class AdminResults {
    private AdminResults() {}

    /**
     * Waits for the result.
     *
     * @throws KafkaException when the request failed or the thread was interrupted
     */
    public static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
