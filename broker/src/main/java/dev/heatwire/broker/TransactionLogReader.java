package dev.heatwire.broker;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionLog.TxnRecord;
import org.apache.kafka.coordinator.transaction.TransactionMetadata;
import org.apache.kafka.coordinator.transaction.TransactionState;

/**
 * Reads from the transaction log how the coordinators decided transactions. Compaction leaves the newest segment (100
 * MB) alone, so the decision on a transaction remains readable long after the transaction has completed.
 */
final class TransactionLogReader {
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    /** Every decision to commit or abort, in log order. */
    private final List<TransactionMetadata> prepared = new ArrayList<>();
    /** The latest entry of each transactional id. */
    private final Map<String, TransactionMetadata> latest = new HashMap<>();

    private TransactionLogReader() {}

    /** @param client the client settings of the cluster, {@code bootstrap.servers} among them */
    static TransactionLogReader read(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        TransactionLogReader transactionLog = new TransactionLogReader();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL_TIMEOUT).forEach(transactionLog::add);
            }
        }
        return transactionLog;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null
                && TransactionLog.read(ByteBuffer.wrap(record.key()), ByteBuffer.wrap(record.value()))
                        instanceof TxnRecord entry) {
            TransactionMetadata transaction = entry.metadata();
            latest.put(entry.transactionId(), transaction);
            if (transaction.state() == TransactionState.PREPARE_COMMIT
                    || transaction.state() == TransactionState.PREPARE_ABORT) {
                prepared.add(transaction);
            }
        }
    }

    /** Whether a coordinator that has loaded this log will end a transaction of this producer on this partition. */
    boolean isOngoing(long producerId, TopicPartition partition) {
        return latest.values().stream()
                .filter(transaction -> transaction.producerId() == producerId)
                .anyMatch(transaction -> transaction.topicPartitions().contains(partition));
    }

    /**
     * Whether the coordinator decided to commit the last transaction of this producer on this partition. A transaction
     * without a decision counts as aborted.
     *
     * @param epoch the producer epoch of the records; since KIP-890 the decision carries the next one
     */
    boolean isCommitted(long producerId, int epoch, TopicPartition partition) {
        return prepared.stream()
                .filter(decision -> decision.producerId() == producerId)
                .filter(decision -> decision.topicPartitions().contains(partition))
                .filter(decision -> decision.producerEpoch()
                        >= (decision.clientTransactionVersion().supportsEpochBump() ? epoch + 1 : epoch))
                .reduce((earlier, later) -> later)
                .filter(decision -> decision.state() == TransactionState.PREPARE_COMMIT)
                .isPresent();
    }
}
