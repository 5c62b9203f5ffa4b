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
 * What the coordinators decided, from their own log. It is compacted, but never its newest segment (100 MB), so that the
 * decision on a transaction is there long after it was carried out.
 */
final class TransactionLogReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<TransactionMetadata> inOrder = new ArrayList<>();
    /** By transactional id. */
    private final Map<String, TransactionMetadata> last = new HashMap<>();

    private TransactionLogReader() {}

    /** @param client the settings of the user's cluster, {@code bootstrap.servers} among them */
    static TransactionLogReader read(Map<String, String> client) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        TransactionLogReader decisions = new TransactionLogReader();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.TRANSACTION_STATE_TOPIC_NAME).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(decisions::add);
            }
        }
        return decisions;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null
                && TransactionLog.read(ByteBuffer.wrap(record.key()), ByteBuffer.wrap(record.value()))
                        instanceof TxnRecord entry) {
            TransactionMetadata transaction = entry.metadata();
            last.put(entry.transactionId(), transaction);
            if (transaction.state() == TransactionState.PREPARE_COMMIT
                    || transaction.state() == TransactionState.PREPARE_ABORT) {
                inOrder.add(transaction);
            }
        }
    }

    /** Whether a coordinator, once it has read its log, will end a transaction of this producer on this partition. */
    boolean isUnderWay(long producerId, TopicPartition partition) {
        return last.values().stream()
                .filter(transaction -> transaction.producerId() == producerId)
                .anyMatch(transaction -> transaction.topicPartitions().contains(partition));
    }

    /**
     * Whether the last transaction of this producer on this partition was to be committed. One that was never decided
     * never will be: it counts as aborted.
     *
     * @param epoch with which the records were written; since KIP-890 the decision carries the next one
     */
    boolean isCommitted(long producerId, int epoch, TopicPartition partition) {
        return inOrder.stream()
                .filter(decision -> decision.producerId() == producerId)
                .filter(decision -> decision.topicPartitions().contains(partition))
                .filter(decision -> decision.producerEpoch()
                        >= (decision.clientTransactionVersion().supportsEpochBump() ? epoch + 1 : epoch))
                .reduce((earlier, later) -> later)
                .filter(decision -> decision.state() == TransactionState.PREPARE_COMMIT)
                .isPresent();
    }
}
