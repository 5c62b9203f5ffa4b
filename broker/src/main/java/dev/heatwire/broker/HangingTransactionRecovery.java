package dev.heatwire.broker;

import dev.heatwire.events.kafka.AdminResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends hanging transactions as the coordinator had decided: commit or abort.
 *
 * <p>If a broker is killed after the coordinator prepared a transaction and before all markers are written, the
 * restarted coordinator sends the markers again. Kafka 4.3.1 drops those whose partition has no leader at that moment,
 * as if the topic had been deleted (KAFKA-20734), and read_committed consumers then never read past the transaction.
 * Other partitions of the transaction may already have their markers, so the transaction stays atomic only if the
 * decision in the transaction log is followed.
 */
public final class HangingTransactionRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactionRecovery.class);
    private static final Duration PREPARED_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final Set<TransactionState> PREPARED =
            Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final Admin admin;
    private final Map<String, String> client;

    /** @param client the client settings of the cluster, {@code bootstrap.servers} among them */
    public HangingTransactionRecovery(Admin admin, Map<String, String> client) {
        this.admin = admin;
        this.client = client;
    }

    /** An open transaction of a producer on a partition. */
    private record OpenTransaction(TopicPartition partition, ProducerState producer) {}

    /**
     * Ends all hanging transactions.
     *
     * @return the number of markers written
     */
    public int end() {
        Map<TopicPartition, Node> leaders = leaders();
        List<OpenTransaction> hanging = hanging(leaders.keySet());
        if (hanging.isEmpty()) {
            return 0;
        }
        TransactionLogReader transactionLog = TransactionLogReader.read(client);
        try (TxnMarkerWriter markers = new TxnMarkerWriter(client)) {
            for (OpenTransaction open : hanging) {
                ProducerState producer = open.producer();
                boolean commit =
                        transactionLog.isCommitted(producer.producerId(), producer.producerEpoch(), open.partition());
                LOG.warn(
                        "{} hanging transaction on {}: {}",
                        commit ? "committing" : "aborting",
                        open.partition(),
                        producer);
                markers.write(leaders.get(open.partition()), open.partition(), producer, commit);
            }
        }
        return hanging.size();
    }

    /**
     * Open transactions that no coordinator knows. A restarted coordinator may still be completing prepared
     * transactions, so this waits until none is in a PREPARE state.
     */
    private List<OpenTransaction> hanging(Set<TopicPartition> partitions) {
        Instant deadline = Instant.now().plus(PREPARED_TIMEOUT);
        while (true) {
            Set<OpenTransaction> unknown = new HashSet<>();
            boolean isCompleting = false;
            for (OpenTransaction open : openTransactions(partitions)) {
                Set<TransactionState> states = coordinatorStates(open);
                isCompleting |= states.stream().anyMatch(PREPARED::contains);
                if (states.isEmpty()) {
                    unknown.add(open);
                }
            }
            boolean isLate = Instant.now().isAfter(deadline);
            if (!isCompleting || isLate) {
                Set<OpenTransaction> hanging = new HashSet<>(unknown);
                hanging.removeAll(ongoing(unknown));
                if (isLate || hanging.size() == unknown.size()) {
                    return stillOpen(hanging);
                }
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /**
     * Those that the transaction log shows as ongoing. A coordinator that has not loaded its log yet answers that it
     * knows no transaction.
     */
    private Set<OpenTransaction> ongoing(Set<OpenTransaction> unknown) {
        if (unknown.isEmpty()) {
            return Set.of();
        }
        TransactionLogReader transactionLog = TransactionLogReader.read(client);
        return unknown.stream()
                .filter(open -> transactionLog.isOngoing(open.producer().producerId(), open.partition()))
                .collect(Collectors.toSet());
    }

    /**
     * Those that are still open. A coordinator forgets a transaction only after its last marker, so this excludes
     * transactions that completed after they were listed as open.
     */
    private List<OpenTransaction> stillOpen(Set<OpenTransaction> unknown) {
        Set<TopicPartition> partitions =
                unknown.stream().map(OpenTransaction::partition).collect(Collectors.toSet());
        return openTransactions(partitions).stream().filter(unknown::contains).toList();
    }

    private List<OpenTransaction> openTransactions(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, PartitionProducerState> states =
                AdminResults.get(admin.describeProducers(partitions).all());
        List<OpenTransaction> open = new ArrayList<>();
        states.forEach((partition, state) -> state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(new OpenTransaction(partition, producer))));
        return open;
    }

    /** The states in which the coordinator holds transactions of this producer on this partition. */
    private Set<TransactionState> coordinatorStates(OpenTransaction open) {
        ListTransactionsOptions ofProducer = new ListTransactionsOptions()
                .filterProducerIds(Set.of(open.producer().producerId()));
        Set<String> ids = AdminResults.get(admin.listTransactions(ofProducer).all()).stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toSet());
        Collection<TransactionDescription> transactions =
                AdminResults.get(admin.describeTransactions(ids).all()).values();
        return transactions.stream()
                .filter(transaction -> transaction.topicPartitions().contains(open.partition()))
                .map(TransactionDescription::state)
                .collect(Collectors.toSet());
    }

    /** The leaders of all partitions; partitions without a leader are left out. */
    private Map<TopicPartition, Node> leaders() {
        Set<String> topics = new HashSet<>(AdminResults.get(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
        Map<TopicPartition, Node> leaders = new HashMap<>();
        AdminResults.get(admin.describeTopics(topics).allTopicNames()).forEach((topicName, topic) -> {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.leader() != null) {
                    leaders.put(new TopicPartition(topicName, partition.partition()), partition.leader());
                }
            }
        });
        return leaders;
    }
}
