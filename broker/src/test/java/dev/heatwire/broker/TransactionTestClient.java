package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.TxnTransitMetadata;
import org.apache.kafka.server.common.TransactionVersion;

/** Opens transactions, and writes to the transaction log what a coordinator would write. */
final class TransactionTestClient implements AutoCloseable {
    /** The number of partitions of a topic, with one record each. */
    static final int PARTITIONS = 3;
    /** The only client id that a broker allows to write to internal topics. */
    private static final String BROKER_CLIENT_ID = "__admin_client";

    private final Map<String, String> config;
    private final Admin admin;

    /** A producer with an open transaction. */
    record Opened(String transactionalId, long producerId, int producerEpoch) {}

    TransactionTestClient(EmbeddedBroker broker) {
        config = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(new HashMap<>(config));
    }

    Map<String, String> config() {
        return config;
    }

    Admin admin() {
        return admin;
    }

    HangingTransactionRecovery recovery() {
        return new HangingTransactionRecovery(admin, config);
    }

    KafkaProducer<String, byte[]> producer(String transactionalId) {
        Map<String, Object> producerConfig = new HashMap<>(config);
        producerConfig.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(producerConfig, new StringSerializer(), new ByteArraySerializer());
    }

    /** Leaves a transaction open that writes one record to each partition of a new topic of the same name. */
    Opened openAndAbandon(String transactionalId) throws ExecutionException, InterruptedException {
        KafkaProducer<String, byte[]> producer = producer(transactionalId);
        try {
            return open(producer, transactionalId);
        } finally {
            // a producer that is closed with a longer timeout aborts its transaction
            producer.close(Duration.ZERO);
        }
    }

    /** Writes one record in an open transaction to each partition of a new topic. */
    Opened open(KafkaProducer<String, byte[]> producer, String topic) throws ExecutionException, InterruptedException {
        createTopic(new NewTopic(topic, PARTITIONS, (short) 1));
        producer.initTransactions();
        producer.beginTransaction();
        for (TopicPartition partition : partitions(topic)) {
            producer.send(new ProducerRecord<>(topic, partition.partition(), "key", new byte[1]))
                    .get();
        }
        ProducerState state = producerState(new TopicPartition(topic, 0));
        return new Opened(topic, state.producerId(), state.producerEpoch());
    }

    void createTopic(NewTopic topic) {
        AdminResults.get(admin.createTopics(List.of(topic)).all());
        for (int partition = 0; partition < topic.numPartitions(); partition++) {
            awaitLeader(new TopicPartition(topic.name(), partition));
        }
    }

    void awaitLeader(TopicPartition partition) {
        await().ignoreException(UnknownTopicOrPartitionException.class)
                .until(() -> leader(partition).isPresent());
    }

    Optional<Node> leader(TopicPartition partition) {
        return Optional.ofNullable(AdminResults.get(
                        admin.describeTopics(List.of(partition.topic())).allTopicNames())
                .get(partition.topic())
                .partitions()
                .get(partition.partition())
                .leader());
    }

    ProducerState producerState(TopicPartition partition) {
        return AdminResults.get(admin.describeProducers(List.of(partition)).all())
                .get(partition)
                .activeProducers()
                .get(0);
    }

    /** Writes the marker of one partition. */
    void writeMarker(TopicPartition partition, boolean commit) {
        try (TxnMarkerWriter markers = new TxnMarkerWriter(config)) {
            markers.write(leader(partition).orElseThrow(), partition, producerState(partition), commit);
        }
    }

    /** Appends to the transaction log; the coordinator applies the entry when it loads the log at the next start. */
    void appendToTransactionLog(Opened opened, TransactionState state, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<String, Object> producerConfig = new HashMap<>(config);
        producerConfig.put(ProducerConfig.CLIENT_ID_CONFIG, BROKER_CLIENT_ID);
        long now = System.currentTimeMillis();
        TxnTransitMetadata entry = new TxnTransitMetadata(
                opened.producerId(),
                -1,
                -1,
                (short) (opened.producerEpoch() + 1),
                (short) opened.producerEpoch(),
                60_000,
                state,
                new HashSet<>(partitions),
                now,
                now,
                TransactionVersion.TV_2);
        try (KafkaProducer<byte[], byte[]> log =
                new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer())) {
            log.send(new ProducerRecord<>(
                            Topic.TRANSACTION_STATE_TOPIC_NAME,
                            0,
                            TransactionLog.keyToBytes(opened.transactionalId()),
                            TransactionLog.valueToBytes(entry, TransactionVersion.TV_2)))
                    .get();
        }
    }

    /** The number of committed records, after asserting that no open transaction blocks a partition. */
    int committedRecords(String topic) {
        try (CompactedTopicReader reader = new CompactedTopicReader(config)) {
            List<String> keys = new ArrayList<>();
            reader.read(topic, record -> keys.add(record.key()));
            for (TopicPartition partition : partitions(topic)) {
                // the offset behind the record and its marker
                assertThat(reader.isEmpty(partition, 1, 2)).as("%s", partition).isTrue();
            }
            return keys.size();
        }
    }

    static Set<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        admin.close();
    }
}
