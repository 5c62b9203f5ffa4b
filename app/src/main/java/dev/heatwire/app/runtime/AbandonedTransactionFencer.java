package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts the open transactions of stage processes that are no longer in the consumer group. Otherwise Kafka aborts them
 * when they time out, and until then the stage cannot restore the stores of the partitions they wrote to.
 */
final class AbandonedTransactionFencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactionFencer.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** Kafka Streams puts the process id, a UUID, behind the application id. */
    private static final String PROCESS_ID = "-(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})-";

    private final Admin admin;
    private final String group;
    private final Pattern transactionalIds;
    private final Pattern clientIds;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "transaction-fencer");
        thread.setDaemon(true);
        return thread;
    });

    /** @param group the consumer group of the stage, and the prefix of its transactional ids */
    AbandonedTransactionFencer(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
        this.transactionalIds = Pattern.compile(Pattern.quote(group) + PROCESS_ID + "\\d+");
        this.clientIds = Pattern.compile(Pattern.quote(group) + PROCESS_ID + "StreamThread-\\d+-consumer");
    }

    /** Fences repeatedly while the stage is not running, such as during a rebalance. */
    void fenceUnless(BooleanSupplier isRunning) {
        timer.scheduleWithFixedDelay(
                () -> tryFencing(isRunning), POLL_INTERVAL.toMillis(), POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryFencing(BooleanSupplier isRunning) {
        try {
            if (!isRunning.getAsBoolean()) {
                fenceAbandoned().forEach(id -> LOG.info("aborted the open transaction of {}", id));
            }
        } catch (KafkaException | IllegalStateException e) {
            // the brokers are unavailable or deny access: the transactions time out instead
            LOG.debug("could not fence abandoned transactions", e);
        }
    }

    /** @return the transactional ids whose transactions were aborted */
    Set<String> fenceAbandoned() {
        // list transactions before members: a live process that has begun one by now is in the group by then
        Map<String, String> abandoned = ongoingTransactions();
        if (abandoned.isEmpty()) {
            return Set.of();
        }
        Optional<Set<String>> members = memberProcesses();
        if (members.isEmpty()) {
            return Set.of();
        }
        abandoned.values().removeAll(members.get());
        AdminResults.get(admin.fenceProducers(abandoned.keySet()).all());
        return abandoned.keySet();
    }

    /** Returns the process ids of the stage's ongoing transactions, by transactional id. */
    private Map<String, String> ongoingTransactions() {
        Collection<TransactionListing> listings = AdminResults.get(
                admin.listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                        .all());
        Map<String, String> ongoing = new HashMap<>();
        for (TransactionListing listing : listings) {
            Matcher matcher = transactionalIds.matcher(listing.transactionalId());
            if (matcher.matches()) {
                ongoing.put(listing.transactionalId(), matcher.group(1));
            }
        }
        return ongoing;
    }

    /**
     * Returns the process ids of all group members; empty if any member has a custom client.id, because its
     * transactions cannot be attributed then.
     */
    private Optional<Set<String>> memberProcesses() {
        Set<String> processes = new HashSet<>();
        for (MemberDescription member : ConsumerGroups.of(admin, group)) {
            Matcher matcher = clientIds.matcher(member.clientId());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            processes.add(matcher.group(1));
        }
        return Optional.of(processes);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
