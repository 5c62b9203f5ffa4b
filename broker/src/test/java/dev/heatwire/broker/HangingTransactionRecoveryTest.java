package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsResult;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kill in the wrong moment leaves behind is made here by hand, in the log of the transactions. */
@Tag("long")
class HangingTransactionRecoveryTest {
    private static final String ID = "under-way";
    private static final int PARTITIONS = 3;
    /** The only client that a broker lets write to its own topics. */
    private static final String BROKERS_OWN_CLIENT = "__admin_client";

    @TempDir
    private Path data;

    private record Written(long producerId, int epoch) {}

    @Test
    void shouldLeaveTransactionsAloneThatAreUnderWay() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                Admin admin = admin(broker);
                KafkaProducer<String, byte[]> producer = producer(broker)) {
            Written written = begin(admin, producer);

            assertThat(new HangingTransactionRecovery(admin, client(broker)).end())
                    .isZero();
            // a coordinator that has not read its log yet knows less than the log
            assertThat(TransactionLogReader.read(client(broker)).isUnderWay(written.producerId(), partition(0)))
                    .isTrue();

            producer.commitTransaction();
            await().untilAsserted(() -> assertThat(
                            TransactionLogReader.read(client(broker)).isUnderWay(written.producerId(), partition(0)))
                    .isFalse());
            assertThat(new HangingTransactionRecovery(admin, client(broker)).end())
                    .isZero();
            assertThat(readable(broker)).isEqualTo(PARTITIONS);
        }
    }

    @Test
    void shouldNotBelieveACoordinatorThatHasNotReadItsLogYet(@TempDir Path other) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                EmbeddedBroker empty = EmbeddedBroker.start(other);
                Admin knowsNothing = admin(empty);
                Admin admin = new LateAdmin(client(broker), knowsNothing);
                KafkaProducer<String, byte[]> producer = producer(broker)) {
            begin(admin, producer);

            assertThat(new HangingTransactionRecovery(admin, client(broker)).end())
                    .isZero();

            producer.commitTransaction();
            assertThat(readable(broker)).isEqualTo(PARTITIONS);
        }
    }

    /** Is told of no transaction at first, as by a coordinator that has just been elected. */
    private static final class LateAdmin extends ForwardingAdmin {
        private final Admin knowsNothing;
        private int asked;

        LateAdmin(Map<String, String> client, Admin knowsNothing) {
            super(new HashMap<>(client));
            this.knowsNothing = knowsNothing;
        }

        @Override
        public ListTransactionsResult listTransactions(ListTransactionsOptions options) {
            return asked++ < PARTITIONS ? knowsNothing.listTransactions(options) : super.listTransactions(options);
        }
    }

    @ParameterizedTest
    @CsvSource({"PREPARE_COMMIT, COMPLETE_COMMIT, 3", "PREPARE_ABORT, COMPLETE_ABORT, 0"})
    void shouldEndAsDecidedWhatLostItsMarkers(TransactionState decided, TransactionState completed, int readable)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                Admin admin = admin(broker)) {
            Written written = beginAndDie(admin, broker);
            // one of the partitions got its marker before the broker died
            try (TxnMarkerWriter markers = new TxnMarkerWriter(client(broker))) {
                markers.write(leader(admin), partition(0), state(admin, 0), decided == TransactionState.PREPARE_COMMIT);
            }
            record(broker, written, decided, Set.of(partition(0), partition(1), partition(2)));
            record(broker, written, completed, Set.of());
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                Admin admin = admin(broker)) {
            assertThat(readable(broker)).isEqualTo(readable);
            assertThat(new HangingTransactionRecovery(admin, client(broker)).end())
                    .isZero();
        }
    }

    @Test
    void shouldComeBackAtOnceAfterAKillAndEndWhatWasDecided(@TempDir Path killed) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                Admin admin = admin(broker)) {
            Written written = beginAndDie(admin, broker);
            Set<TopicPartition> all = Set.of(partition(0), partition(1), partition(2));
            record(broker, written, TransactionState.PREPARE_COMMIT, all);
            // what is on the disk while it runs is what a kill leaves
            copy(data, killed);
        }

        Instant start = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(killed)) {
            // the controller would take its last life for a living one for nine
            assertThat(start).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
            assertThat(readable(broker)).isEqualTo(PARTITIONS);
        }
    }

    @Test
    void shouldStartOnWhatAKillInTheFirstStartLeft(@TempDir Path killed) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(broker.address()).isNotEmpty();
        }
        // formatted, and nothing else
        Files.copy(data.resolve("meta.properties"), killed.resolve("meta.properties"));
        Files.copy(data.resolve("bootstrap.checkpoint"), killed.resolve("bootstrap.checkpoint"));

        try (EmbeddedBroker broker = EmbeddedBroker.start(killed);
                Admin admin = admin(broker)) {
            assertThat(AdminResults.get(admin.describeCluster().nodes())).hasSize(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void shouldAbortWhatWasNeverDecided() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data);
                Admin admin = admin(broker)) {
            Written written = beginAndDie(admin, broker);
            record(broker, written, TransactionState.EMPTY, Set.of());
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(readable(broker)).isZero();
        }
    }

    private static Written beginAndDie(Admin admin, EmbeddedBroker broker) throws Exception {
        KafkaProducer<String, byte[]> producer = producer(broker);
        try {
            return begin(admin, producer);
        } finally {
            // with any time left, it would abort
            producer.close(Duration.ZERO);
        }
    }

    private static Written begin(Admin admin, KafkaProducer<String, byte[]> producer) throws Exception {
        AdminResults.get(admin.createTopics(List.of(new NewTopic("topic", PARTITIONS, (short) 1)))
                .all());
        await().ignoreException(UnknownTopicOrPartitionException.class)
                .until(() ->
                        AdminResults.get(admin.describeTopics(List.of("topic")).allTopicNames())
                                .get("topic")
                                .partitions()
                                .stream()
                                .allMatch(partition -> partition.leader() != null));
        producer.initTransactions();
        producer.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>("topic", partition, "key", new byte[1]))
                    .get();
        }
        ProducerState state = state(admin, 0);
        return new Written(state.producerId(), state.producerEpoch());
    }

    private static void record(
            EmbeddedBroker broker, Written written, TransactionState state, Set<TopicPartition> partitions)
            throws Exception {
        Map<String, Object> config = new HashMap<>(client(broker));
        config.put(ProducerConfig.CLIENT_ID_CONFIG, BROKERS_OWN_CLIENT);
        long now = System.currentTimeMillis();
        TxnTransitMetadata entry = new TxnTransitMetadata(
                written.producerId(),
                -1,
                -1,
                (short) (written.epoch() + 1),
                (short) written.epoch(),
                60_000,
                state,
                new HashSet<>(partitions),
                now,
                now,
                TransactionVersion.TV_2);
        try (KafkaProducer<byte[], byte[]> log =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            log.send(new ProducerRecord<>(
                            Topic.TRANSACTION_STATE_TOPIC_NAME,
                            0,
                            TransactionLog.keyToBytes(ID),
                            TransactionLog.valueToBytes(entry, TransactionVersion.TV_2)))
                    .get();
        }
    }

    private static int readable(EmbeddedBroker broker) {
        try (CompactedTopicReader reader = new CompactedTopicReader(client(broker))) {
            List<String> keys = new ArrayList<>();
            reader.read("topic", record -> keys.add(record.key()));
            // nothing keeps a reader from the end
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(reader.isEmpty(partition(partition), 1, 2)).isTrue();
            }
            return keys.size();
        }
    }

    private static ProducerState state(Admin admin, int partition) {
        return AdminResults.get(
                        admin.describeProducers(List.of(partition(partition))).all())
                .get(partition(partition))
                .activeProducers()
                .get(0);
    }

    private static Node leader(Admin admin) {
        return AdminResults.get(admin.describeCluster().nodes()).iterator().next();
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("topic", number);
    }

    private static Map<String, String> client(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.address());
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(new HashMap<>(client(broker)));
    }

    private static KafkaProducer<String, byte[]> producer(EmbeddedBroker broker) {
        Map<String, Object> config = new HashMap<>(client(broker));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ID);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
