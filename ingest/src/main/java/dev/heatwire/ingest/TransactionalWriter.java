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

/** Writes the records of an outbox all or not at all, and keeps every other writer of the same site out. */
final class TransactionalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalWriter.class);
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private KafkaProducer<String, byte[]> producer;
    private long count;

    /**
     * Fences the site's previous writer and ends what it left open.
     *
     * @param id of the site; the same after every restart
     */
    TransactionalWriter(Map<String, String> client, Topics topics, String id) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // as the stages have it: an article has 3 KB
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        // a new partition refuses its first batch until it is ready; the next must not overtake it, or both are stuck
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.putAll(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putAll(EventHeaders.settings("ingest", topics, client));
        this.config = config;
        producer = open();
    }

    private KafkaProducer<String, byte[]> open() {
        KafkaProducer<String, byte[]> opened =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        opened.initTransactions();
        return opened;
    }

    /** @throws FencedByAnotherIngestException when another process has taken over the site */
    void commit(TransactionBatch outbox) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (isCommitted(outbox)) {
                count++;
                outbox.records().forEach(record -> committed.merge(record.topic(), 1L, Long::sum));
                return;
            }
            LOG.warn("ingest stood still for so long that Kafka undid its transaction; it is made again");
        }
        throw new KafkaException("Kafka has undone a transaction " + MAX_ATTEMPTS + " times, because it took too long");
    }

    /** @return false when Kafka undid the transaction because it took too long, and nobody else has written since */
    private boolean isCommitted(TransactionBatch outbox) {
        try {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            outbox.records().forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            commit();
            return true;
        } catch (InvalidTxnStateException e) {
            // it was undone before the commit came; to the producer that is the end (KAFKA-20785)
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

    /** How many records of a topic were committed; any thread may ask. */
    long committedTo(String topic) {
        return committed.getOrDefault(topic, 0L);
    }

    /** How many were committed. */
    long count() {
        return count;
    }

    /** A commit that timed out may have happened; only asking again tells. */
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

    /** @throws FencedByAnotherIngestException when it is not ours any more: only then is it refused for its age */
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (ProducerFencedException e) {
            throw new FencedByAnotherIngestException(e);
        } catch (KafkaException e) {
            // the broker aborts it when the next writer comes, or when it times out
        }
    }

    @Override
    public void close() {
        // without a limit it would wait for a transaction that cannot end while the broker is away
        producer.close(CLOSE_TIMEOUT);
    }

    /** Another process writes for the same site. */
    static final class FencedByAnotherIngestException extends KafkaException {
        private static final long serialVersionUID = 1L;

        FencedByAnotherIngestException(Throwable cause) {
            super("another heatwire ingests into the same topics; this one has stopped and lost nothing", cause);
        }
    }
}
