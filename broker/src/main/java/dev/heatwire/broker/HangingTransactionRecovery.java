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
 * Ends transactions that nobody else will end, in the way that was decided. A broker that was killed between a
 * transaction's decision and its markers sends the markers when it comes back; Kafka 4.3.1 drops those for which the
 * partition has no leader at that moment, as if its topic had been deleted (KAFKA-20734), and on a cluster of one broker
 * no partition has. Readers then wait at such a transaction for ever. Some of its partitions may have got their markers,
 * so only the decision that the coordinator wrote down keeps what was written together together.
 */
public final class HangingTransactionRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactionRecovery.class);
    private static final Duration DECIDED_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final Set<TransactionState> DECIDED =
            Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

    private final Admin admin;
    private final Map<String, String> client;

    /** @param client the settings of the user's cluster, {@code bootstrap.servers} among them */
    public HangingTransactionRecovery(Admin admin, Map<String, String> client) {
        this.admin = admin;
        this.client = client;
    }

    /** What a producer has open on a partition. */
    private record Open(TopicPartition partition, ProducerState producer) {}

    /** @return how many partitions were freed */
    public int end() {
        Map<TopicPartition, Node> leaders = leaders();
        List<Open> hanging = hanging(leaders.keySet());
        if (hanging.isEmpty()) {
            return 0;
        }
        TransactionLogReader decisions = TransactionLogReader.read(client);
        try (TxnMarkerWriter markers = new TxnMarkerWriter(client)) {
            for (Open open : hanging) {
                ProducerState producer = open.producer();
                boolean commit =
                        decisions.isCommitted(producer.producerId(), producer.producerEpoch(), open.partition());
                LOG.warn(
                        "{} on {} the transaction that a killed broker left open: {}",
                        commit ? "commits" : "aborts",
                        open.partition(),
                        producer);
                markers.write(leaders.get(open.partition()), open.partition(), producer, commit);
            }
        }
        return hanging.size();
    }

    /** A coordinator that has just come back may still be at it: what it has decided it either ends or drops. */
    private List<Open> hanging(Set<TopicPartition> partitions) {
        Instant deadline = Instant.now().plus(DECIDED_TIMEOUT);
        while (true) {
            Set<Open> unknown = new HashSet<>();
            boolean deciding = false;
            for (Open open : open(partitions)) {
                Set<TransactionState> states = known(open);
                deciding |= states.stream().anyMatch(DECIDED::contains);
                if (states.isEmpty()) {
                    unknown.add(open);
                }
            }
            boolean isLate = Instant.now().isAfter(deadline);
            if (!deciding || isLate) {
                Set<Open> lost = new HashSet<>(unknown);
                lost.removeAll(underWay(unknown));
                if (isLate || lost.size() == unknown.size()) {
                    return stillOpen(lost);
                }
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** A coordinator that has not read its log yet says that it knows none. */
    private Set<Open> underWay(Set<Open> unknown) {
        if (unknown.isEmpty()) {
            return Set.of();
        }
        TransactionLogReader decisions = TransactionLogReader.read(client);
        return unknown.stream()
                .filter(open -> decisions.isUnderWay(open.producer().producerId(), open.partition()))
                .collect(Collectors.toSet());
    }

    /** A coordinator forgets a transaction only after its last marker: what is open still was not ended in between. */
    private List<Open> stillOpen(Set<Open> unknown) {
        Set<TopicPartition> partitions = unknown.stream().map(Open::partition).collect(Collectors.toSet());
        return open(partitions).stream().filter(unknown::contains).toList();
    }

    private List<Open> open(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, PartitionProducerState> states =
                AdminResults.get(admin.describeProducers(partitions).all());
        List<Open> open = new ArrayList<>();
        states.forEach((partition, state) -> state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(new Open(partition, producer))));
        return open;
    }

    /** The states of the transactions on this partition that the coordinator still knows, and will end there. */
    private Set<TransactionState> known(Open open) {
        ListTransactionsOptions ofProducer = new ListTransactionsOptions()
                .filterProducerIds(Set.of(open.producer().producerId()));
        Set<String> ids = AdminResults.get(admin.listTransactions(ofProducer).all()).stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toSet());
        Collection<TransactionDescription> known =
                AdminResults.get(admin.describeTransactions(ids).all()).values();
        return known.stream()
                .filter(transaction -> transaction.topicPartitions().contains(open.partition()))
                .map(TransactionDescription::state)
                .collect(Collectors.toSet());
    }

    /** Of every partition that has one. */
    private Map<TopicPartition, Node> leaders() {
        Set<String> topics = new HashSet<>(AdminResults.get(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
        Map<TopicPartition, Node> leaders = new HashMap<>();
        AdminResults.get(admin.describeTopics(topics).allTopicNames()).forEach((name, topic) -> {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.leader() != null) {
                    leaders.put(new TopicPartition(name, partition.partition()), partition.leader());
                }
            }
        });
        return leaders;
    }
}
