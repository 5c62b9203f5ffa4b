package dev.heatwire.rank;

import dev.heatwire.events.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Knows by which policy each article of a task was last ranked while a new one makes its way through them, in the order
 * of their ids. A policy that comes meanwhile waits until the way is done; of several that wait, the last one counts.
 */
final class PolicyMigration {
    private static final String STANDING = "standing";
    private static final String COMING = "coming";
    private static final String NEXT = "next";

    private final KeyValueStore<String, Policy> policies;
    private final KeyValueStore<String, String> reached;

    PolicyMigration(KeyValueStore<String, Policy> policies, KeyValueStore<String, String> reached) {
        this.policies = policies;
        this.reached = reached;
    }

    /** @return whether it need not wait */
    boolean announce(Policy policy) {
        if (coming().isPresent()) {
            policies.put(NEXT, policy);
            return false;
        }
        begin(policy);
        return true;
    }

    /** The policy by which articles that were not reached yet stand. */
    Policy standing() {
        return Optional.ofNullable(policies.get(STANDING)).orElse(Policy.STANDARD);
    }

    Optional<Policy> coming() {
        return Optional.ofNullable(policies.get(COMING));
    }

    /** The policy by which this article stands, or would. */
    Policy of(String id) {
        return coming().filter(any -> isReached(id)).orElseGet(this::standing);
    }

    private boolean isReached(String id) {
        String last = reached.get(COMING);
        // as the store orders them: by the bytes of their UTF-8
        return last != null
                && Arrays.compareUnsigned(id.getBytes(StandardCharsets.UTF_8), last.getBytes(StandardCharsets.UTF_8))
                        <= 0;
    }

    /** The id of the last article that the coming policy has reached; empty before the first. */
    String reached() {
        return Optional.ofNullable(reached.get(COMING)).orElse("");
    }

    void reached(String id) {
        reached.put(COMING, id);
    }

    /** The coming policy has reached every article. */
    void done() {
        policies.put(STANDING, policies.get(COMING));
        policies.delete(COMING);
        reached.delete(COMING);
        Optional.ofNullable(policies.delete(NEXT)).ifPresent(this::begin);
    }

    private void begin(Policy policy) {
        policies.put(COMING, policy);
        reached.put(COMING, "");
    }
}
