package dev.heatwire.rank;

import dev.heatwire.events.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The policies of a task, and how far a new one has been applied to the articles, in the order of their ids. A policy
 * that arrives during a migration waits until it has ended; of several that wait, the last one applies.
 */
final class PolicyMigration {
    private static final String ACTIVE = "active";
    private static final String TARGET = "target";
    private static final String WAITING = "waiting";
    private static final String CURSOR = "cursor";

    private final KeyValueStore<String, Policy> policies;
    private final KeyValueStore<String, String> cursor;

    PolicyMigration(KeyValueStore<String, Policy> policies, KeyValueStore<String, String> cursor) {
        this.policies = policies;
        this.cursor = cursor;
    }

    static PolicyMigration in(ProcessingContext context) {
        return new PolicyMigration(
                context.getStateStore(RankStores.POLICIES), context.getStateStore(RankStores.POLICY_CURSOR));
    }

    /** The policy by which the article is ranked. */
    Policy of(String id) {
        return isReached(id) ? target() : active();
    }

    /** The policy of the articles that no migration has reached. */
    Policy active() {
        return Optional.ofNullable(policies.get(ACTIVE)).orElse(Policy.STANDARD);
    }

    /** The policy to which the running migration leads. */
    Policy target() {
        return Optional.ofNullable(policies.get(TARGET)).orElseGet(this::active);
    }

    private boolean isReached(String id) {
        String last = cursor.get(CURSOR);
        // as the store orders ids: by the bytes of their UTF-8
        return last != null
                && Arrays.compareUnsigned(id.getBytes(StandardCharsets.UTF_8), last.getBytes(StandardCharsets.UTF_8))
                        <= 0;
    }

    void start(Policy policy) {
        if (isRunning()) {
            policies.put(WAITING, policy);
        } else if (ranksDifferently(active(), policy)) {
            policies.put(TARGET, policy);
            cursor.put(CURSOR, "");
        } else {
            policies.put(ACTIVE, policy);
        }
    }

    private static boolean ranksDifferently(Policy before, Policy after) {
        return !before.quality().equals(after.quality())
                || !before.heat().equals(after.heat())
                || !before.publish().equals(after.publish())
                || !before.ranking().halfLife().equals(after.ranking().halfLife());
    }

    boolean isRunning() {
        return cursor.get(CURSOR) != null;
    }

    /** The id of the last article that was migrated; empty text before the first. */
    String cursor() {
        return cursor.get(CURSOR);
    }

    void moveTo(String id) {
        cursor.put(CURSOR, id);
    }

    /** Every article is migrated. */
    void finish() {
        policies.put(ACTIVE, policies.delete(TARGET));
        cursor.delete(CURSOR);
        Optional.ofNullable(policies.delete(WAITING)).ifPresent(this::start);
    }
}
