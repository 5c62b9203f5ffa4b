package dev.heatwire.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker of one node inside this process, listening on loopback only. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int PREFERRED_PORT = 9092;
    private static final String HOST = "127.0.0.1";
    /** Always the same: a data folder is formatted for one cluster and refuses every other. */
    private static final String CLUSTER_ID = "aGVhdHdpcmUtYnJva2VyMQ";

    /** A broker that is closed in order leaves this file, and none of its partitions has a leader then. */
    private static final String CLOSED = ".kafka_cleanshutdown";

    private final KafkaRaftServer server;
    private final String address;

    private EmbeddedBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts on port 9092, or on a free one when that is taken.
     *
     * @param data holds the logs; a folder that another start left is continued
     */
    public static EmbeddedBroker start(Path data) throws IOException {
        return start(data, isFree(PREFERRED_PORT) ? PREFERRED_PORT : freePort(), Map.of());
    }

    /**
     * Starts on this port.
     *
     * @param overrides settings of the broker that differ from ours
     */
    public static EmbeddedBroker start(Path data, int port, Map<String, String> overrides) throws IOException {
        String address = HOST + ":" + port;
        boolean isContinued = Files.exists(data.resolve("meta.properties"));
        Files.createDirectories(data);
        Map<String, String> node = node(data, HOST + ":" + freePort());
        Properties config = config(node, address);
        config.putAll(overrides);
        format(data);
        if (isContinued && !Files.exists(data.resolve(CLOSED))) {
            BrokerFencing.fence(node);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        if (isContinued) {
            Map<String, String> client = Map.of("bootstrap.servers", address);
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                new HangingTransactionRecovery(admin, client).end();
            }
        }
        return new EmbeddedBroker(server, address);
    }

    /** Where clients find it, as {@code host:port}. */
    public String address() {
        return address;
    }

    /** What holds for the node as a controller, with a broker or without. */
    private static Map<String, String> node(Path data, String controller) {
        return Map.of(
                "node.id",
                "1",
                "listeners",
                "CONTROLLER://" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.voters",
                "1@" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs",
                data.toString());
    }

    private static Properties config(Map<String, String> node, String address) {
        Properties config = new Properties();
        config.putAll(node);
        config.put("process.roles", "broker,controller");
        config.put("listeners", "PLAINTEXT://" + address + "," + node.get("listeners"));
        config.put("advertised.listeners", "PLAINTEXT://" + address);
        config.put("auto.create.topics.enable", "false");
        // one node holds the only copy of everything
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        // nobody else will join, so the first member need not wait
        config.put("group.initial.rebalance.delay.ms", "0");
        // sized for a laptop: the default cleaner alone takes 128 MB
        config.put("log.cleaner.dedupe.buffer.size", "16777216");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "2");
        return config;
    }

    private static void format(Path data) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(CLUSTER_ID)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the embedded broker cannot use " + data + ": " + e.getMessage(), e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
