package dev.heatwire.rank;

import dev.heatwire.events.Policy;
import dev.heatwire.streams.TableWalk;
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

    private final KeyValueStore<String, Policy> policies;
    private final TableWalk walk;

    private PolicyMigration(KeyValueStore<String, Policy> policies, TableWalk walk) {
        this.policies = policies;
        this.walk = walk;
    }

    static PolicyMigration in(ProcessingContext context) {
        return new PolicyMigration(
                context.getStateStore(RankStores.POLICIES),
                new TableWalk(context.getStateStore(RankStores.POLICY_CURSOR)));
    }

    /** The policy by which the article is ranked. */
    Policy of(String id) {
        return walk.hasReached(id) ? target() : active();
    }

    /** The policy of the articles that no migration has reached. */
    Policy active() {
        return Optional.ofNullable(policies.get(ACTIVE)).orElse(Policy.STANDARD);
    }

    /** The policy to which the running migration leads. */
    Policy target() {
        return Optional.ofNullable(policies.get(TARGET)).orElseGet(this::active);
    }

    /** @param now the system time in milliseconds */
    void start(long now, Policy policy) {
        if (walk.isUnderWay()) {
            policies.put(WAITING, policy);
        } else if (ranksDifferently(active(), policy)) {
            policies.put(TARGET, policy);
            walk.start(now);
        } else {
            policies.put(ACTIVE, policy);
            policies.delete(TARGET);
            walk.end();
        }
    }

    private static boolean ranksDifferently(Policy before, Policy after) {
        return !before.quality().equals(after.quality())
                || !before.heat().equals(after.heat())
                || !before.publish().equals(after.publish())
                || !before.detection().equals(after.detection())
                || !before.ranking().halfLife().equals(after.ranking().halfLife());
    }

    /** The walk through the articles that migrates them. */
    TableWalk walk() {
        return walk;
    }

    /** Every article is migrated. */
    void finish(long now) {
        policies.put(ACTIVE, policies.delete(TARGET));
        walk.end();
        Optional.ofNullable(policies.delete(WAITING)).ifPresent(policy -> start(now, policy));
    }
}
