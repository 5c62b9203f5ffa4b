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
 * While a stage takes over partitions, ends the transactions that dead processes of it have left open. Kafka does so,
 * too, but only when they time out, and until then their partitions' stores cannot be read to the end. What is ended is
 * of processes that the group does not know any more, so nobody could have committed it.
 */
final class AbandonedTransactionFencer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactionFencer.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** As Kafka Streams names a process. */
    private static final String PROCESS = "-(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})-";

    private final Admin admin;
    private final String group;
    private final Pattern transaction;
    private final Pattern member;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "takeover");
        thread.setDaemon(true);
        return thread;
    });

    /** @param group of the stage, and the beginning of its transactional ids */
    AbandonedTransactionFencer(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
        this.transaction = Pattern.compile(Pattern.quote(group) + PROCESS + "\\d+");
        this.member = Pattern.compile(Pattern.quote(group) + PROCESS + "StreamThread-\\d+-consumer");
    }

    /** @param settled whether the stage has all it was given */
    void watchUntil(BooleanSupplier settled) {
        timer.scheduleWithFixedDelay(
                () -> look(settled), POLL_INTERVAL.toMillis(), POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(BooleanSupplier settled) {
        try {
            if (!settled.getAsBoolean()) {
                endAbandoned().forEach(id -> LOG.info("ended what {} has left open", id));
            }
        } catch (KafkaException | IllegalStateException e) {
            // Kafka is away, or grants no right to this: then it does so itself, later
            LOG.debug("could not look", e);
        }
    }

    /** @return the transactional ids of what was ended */
    Set<String> endAbandoned() {
        // in this order: who began something before we looked, and lives, is a member
        Map<String, String> open = open();
        if (open.isEmpty()) {
            return Set.of();
        }
        Optional<Set<String>> living = living();
        if (living.isEmpty()) {
            return Set.of();
        }
        open.values().removeAll(living.get());
        AdminResults.get(admin.fenceProducers(open.keySet()).all());
        return open.keySet();
    }

    /** The processes by the transactional ids of what they have open. */
    private Map<String, String> open() {
        Collection<TransactionListing> all = AdminResults.get(
                admin.listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                        .all());
        Map<String, String> open = new HashMap<>();
        for (TransactionListing one : all) {
            Matcher matcher = transaction.matcher(one.transactionalId());
            if (matcher.matches()) {
                open.put(one.transactionalId(), matcher.group(1));
            }
        }
        return open;
    }

    /** The processes in the group; nothing while somebody is in it who may have other names for what is his. */
    private Optional<Set<String>> living() {
        Set<String> living = new HashSet<>();
        for (MemberDescription one : ConsumerGroups.of(admin, group)) {
            Matcher matcher = member.matcher(one.clientId());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            living.add(matcher.group(1));
        }
        return Optional.of(living);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
