package dev.heatwire.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.broker.TransactionTestClient.Opened;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsResult;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker that is restarted once, with hanging transactions as a kill leaves them. */
class HangingTransactionRecoveryTest {
    private static final String COMMITTED = "prepared-to-commit";
    private static final String ABORTED = "prepared-to-abort";
    private static final String UNDECIDED = "undecided";

    @TempDir
    private static Path data;

    private static EmbeddedBroker broker;
    private static TransactionTestClient client;

    @BeforeAll
    static void restartBrokerWithHangingTransactions() throws Exception {
        try (EmbeddedBroker firstStart = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
                TransactionTestClient before = new TransactionTestClient(firstStart)) {
            loseMarkers(before, COMMITTED, TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
            loseMarkers(before, ABORTED, TransactionState.PREPARE_ABORT, TransactionState.COMPLETE_ABORT);
            before.appendToTransactionLog(before.openAndAbandon(UNDECIDED), TransactionState.EMPTY, Set.of());
        }
        broker = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
        client = new TransactionTestClient(broker);
    }

    /** One of the partitions has its marker; the transaction log says that all have. */
    private static void loseMarkers(
            TransactionTestClient client, String id, TransactionState prepared, TransactionState completed)
            throws ExecutionException, InterruptedException {
        Opened opened = client.openAndAbandon(id);
        client.writeMarker(new TopicPartition(id, 0), prepared == TransactionState.PREPARE_COMMIT);
        client.appendToTransactionLog(opened, prepared, TransactionTestClient.partitions(id));
        client.appendToTransactionLog(opened, completed, Set.of());
    }

    @AfterAll
    static void stopBroker() {
        client.close();
        broker.close();
    }

    @Test
    void shouldCommitATransactionThatWasPreparedToCommit() {
        assertThat(client.committedRecords(COMMITTED)).isEqualTo(TransactionTestClient.PARTITIONS);
    }

    @Test
    void shouldAbortATransactionThatWasPreparedToAbort() {
        assertThat(client.committedRecords(ABORTED)).isZero();
    }

    @Test
    void shouldAbortATransactionWithoutADecision() {
        assertThat(client.committedRecords(UNDECIDED)).isZero();
    }

    @Test
    void shouldLeaveOngoingTransactionsAlone() throws Exception {
        String id = "ongoing";
        try (KafkaProducer<String, byte[]> producer = client.producer(id)) {
            Opened opened = client.open(producer, id);

            assertThat(client.recovery().end()).isZero();
            assertThat(isOngoing(opened)).isTrue();

            producer.commitTransaction();
            await().until(() -> !isOngoing(opened));
            assertThat(client.recovery().end()).isZero();
            assertThat(client.committedRecords(id)).isEqualTo(TransactionTestClient.PARTITIONS);
        }
    }

    @Test
    void shouldLeaveTransactionsAloneWhileTheCoordinatorLoadsItsLog() throws Exception {
        String id = "coordinator-loading";
        try (KafkaProducer<String, byte[]> producer = client.producer(id);
                Admin admin = new LoadingCoordinatorAdmin(client.config())) {
            client.open(producer, id);

            assertThat(new HangingTransactionRecovery(admin, client.config()).end())
                    .isZero();

            producer.commitTransaction();
            assertThat(client.committedRecords(id)).isEqualTo(TransactionTestClient.PARTITIONS);
        }
    }

    private static boolean isOngoing(Opened opened) {
        return TransactionLogReader.read(client.config())
                .isOngoing(opened.producerId(), new TopicPartition(opened.transactionalId(), 0));
    }

    /** The first requests return no transaction, as from a coordinator that has not loaded its log yet. */
    private static final class LoadingCoordinatorAdmin extends ForwardingAdmin {
        private static final ListTransactionsOptions OF_NO_PRODUCER =
                new ListTransactionsOptions().filterProducerIds(Set.of(Long.MAX_VALUE));

        private int requests;

        LoadingCoordinatorAdmin(Map<String, String> config) {
            super(new HashMap<>(config));
        }

        @Override
        public ListTransactionsResult listTransactions(ListTransactionsOptions options) {
            return super.listTransactions(requests++ < TransactionTestClient.PARTITIONS ? OF_NO_PRODUCER : options);
        }
    }
}
