package dev.heatwire.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the commit or abort marker of a transaction to a partition, as the transaction coordinator does. The admin
 * client can only abort (KIP-664). The request needs the permission {@code ClusterAction} on the cluster.
 */
final class TxnMarkerWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TxnMarkerWriter.class);
    private static final String CLIENT_ID = "heatwire-transaction-markers";
    private static final int TIMEOUT_MS = 30_000;
    private static final int BUFFER_BYTES = 64 * 1024;
    /** With this version a marker carries the producer epoch of the records; later versions expect a higher one. */
    private static final short TRANSACTION_VERSION = 0;

    private final Metrics metrics = new Metrics();
    private final NetworkClient network;

    /** @param client the client settings of the cluster */
    TxnMarkerWriter(Map<String, String> client) {
        LogContext log = new LogContext();
        Selector selector = new Selector(
                TIMEOUT_MS,
                metrics,
                Time.SYSTEM,
                CLIENT_ID,
                ClientUtils.createChannelBuilder(new AdminClientConfig(new HashMap<>(client)), Time.SYSTEM, log),
                log);
        network = new NetworkClient(
                selector,
                new ManualMetadataUpdater(),
                CLIENT_ID,
                1,
                0,
                0,
                BUFFER_BYTES,
                BUFFER_BYTES,
                TIMEOUT_MS,
                TIMEOUT_MS,
                TIMEOUT_MS,
                Time.SYSTEM,
                true,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE);
    }

    /**
     * Writes one marker. A producer with a later epoch has already ended the transaction: that is logged and not an
     * error.
     */
    void write(Node leader, TopicPartition partition, ProducerState producer, boolean commit) {
        TxnMarkerEntry marker = new TxnMarkerEntry(
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0),
                commit ? TransactionResult.COMMIT : TransactionResult.ABORT,
                List.of(partition),
                TRANSACTION_VERSION);
        Errors error = send(leader, new WriteTxnMarkersRequest.Builder(List.of(marker)))
                .errorsByProducerId()
                .get(producer.producerId())
                .get(partition);
        if (error == Errors.INVALID_PRODUCER_EPOCH) {
            LOG.info("{}: producer {} has a later epoch; no marker is needed", partition, producer.producerId());
        } else if (error != Errors.NONE) {
            throw error.exception();
        }
    }

    private WriteTxnMarkersResponse send(Node leader, WriteTxnMarkersRequest.Builder request) {
        try {
            if (!NetworkClientUtils.awaitReady(network, leader, Time.SYSTEM, TIMEOUT_MS)) {
                throw Errors.REQUEST_TIMED_OUT.exception("no connection to " + leader);
            }
            ClientRequest sent = network.newClientRequest(leader.idString(), request, Time.SYSTEM.milliseconds(), true);
            return (WriteTxnMarkersResponse) NetworkClientUtils.sendAndReceive(network, sent, Time.SYSTEM)
                    .responseBody();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        network.close();
        metrics.close();
    }
}
