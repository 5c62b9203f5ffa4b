package dev.heatwire.ingest;

import dev.heatwire.events.EventHeaders;
import dev.heatwire.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits each batch in one transaction; the transactional id fences every other ingest of the same topics. */
final class TransactionalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalWriter.class);
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private KafkaProducer<String, byte[]> producer;
    private long transactions;

    /**
     * Fences the previous writer with this transactional id and completes its open transaction.
     *
     * @param transactionalId the same after every restart
     */
    TransactionalWriter(Map<String, String> client, Topics topics, String transactionalId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // as in the stages: an article has about 3 KB
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        // the leader of a new partition may reject the first batch; a second one in flight would get ahead of the
        // retry, and neither would ever be accepted
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.putAll(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putAll(EventHeaders.settings("ingest", topics, client));
        this.config = config;
        producer = open();
    }

    private KafkaProducer<String, byte[]> open() {
        KafkaProducer<String, byte[]> opened =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
    }

    /** @throws FencedByAnotherIngestException when another ingest has fenced this one */
    void commit(TransactionBatch batch) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (isCommitted(batch)) {
                transactions++;
                batch.records().forEach(record -> committed.merge(record.topic(), 1L, Long::sum));
                return;
            }
            LOG.warn("ingest: a transaction timed out and Kafka aborted it; repeating the transaction");
        }
        throw new KafkaException("a transaction timed out and was aborted " + MAX_ATTEMPTS + " times");
    }

    /**
     * @return false when the coordinator aborted the transaction after its timeout and no other ingest fenced this one
     */
    private boolean isCommitted(TransactionBatch batch) {
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            batch.records().forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<RecordMetadata> metadata : sent) {
                metadata.get();
            }
            batch.positions().forEach((group, read) -> producer.sendOffsetsToTransaction(read, group));
            commit();
            return true;
        } catch (InvalidTxnStateException e) {
            // the coordinator had aborted it before the commit request; the producer cannot recover from this
            // (KAFKA-20785)
            producer.close(Duration.ZERO);
            producer = open();
            return false;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new FencedByAnotherIngestException(e);
        } catch (ExecutionException e) {
            abort();
            if (e.getCause() instanceof InvalidProducerEpochException) {
                return false;
            }
            throw e.getCause() instanceof ProducerFencedException
                    ? new FencedByAnotherIngestException(e.getCause())
                    : new KafkaException("a transaction failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort();
            throw new KafkaException("interrupted within a transaction", e);
        }
    }

    /** How many records of a topic were committed; safe to call from any thread. */
    long committedTo(String topic) {
        return committed.getOrDefault(topic, 0L);
    }

    /** How many transactions were committed. */
    long transactions() {
        return transactions;
    }

    /** Repeats a commit that timed out: the coordinator may have committed it, and only a repeated request tells. */
    private void commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * @throws FencedByAnotherIngestException when the coordinator refuses the abort because of a newer producer epoch
     */
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (ProducerFencedException e) {
            throw new FencedByAnotherIngestException(e);
        } catch (KafkaException e) {
            // the coordinator aborts it when it times out, or when the next ingest initializes its transactions
        }
    }

    @Override
    public void close() {
        // without a timeout, close waits for the open transaction, which cannot complete while the broker is down
        producer.close(CLOSE_TIMEOUT);
    }

    /** Another ingest of the same topics has fenced this one. */
    static final class FencedByAnotherIngestException extends KafkaException {
        private static final long serialVersionUID = 1L;

        FencedByAnotherIngestException(Throwable cause) {
            super("another heatwire ingests into the same topics; this one has stopped and lost nothing", cause);
        }
    }
}
