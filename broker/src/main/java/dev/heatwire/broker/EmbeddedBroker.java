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

/** A single-node Kafka cluster inside this process that listens on the loopback interface only. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int PREFERRED_PORT = 9092;
    private static final String HOST = "127.0.0.1";
    /** Constant, because a data directory is formatted for one cluster id and rejects any other. */
    private static final String CLUSTER_ID = "aGVhdHdpcmUtYnJva2VyMQ";

    /** Written by a clean shutdown, which also leaves the broker fenced. */
    private static final String CLEAN_SHUTDOWN_FILE = ".kafka_cleanshutdown";

    private final KafkaRaftServer server;
    private final String address;

    private EmbeddedBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts on port 9092, or on a free port if 9092 is taken.
     *
     * @param data the log directory; data of an earlier start is kept
     */
    public static EmbeddedBroker start(Path data) throws IOException {
        return start(data, isFree(PREFERRED_PORT) ? PREFERRED_PORT : freePort(), Map.of());
    }

    /**
     * Starts on this port.
     *
     * @param data the log directory; data of an earlier start is kept
     * @param overrides broker settings that replace the defaults of this class
     */
    public static EmbeddedBroker start(Path data, int port, Map<String, String> overrides) throws IOException {
        String address = HOST + ":" + port;
        boolean hasData = Files.exists(data.resolve("meta.properties"));
        Files.createDirectories(data);
        Map<String, String> controllerSettings = controllerSettings(data, HOST + ":" + freePort());
        Properties config = brokerSettings(controllerSettings, address);
        config.putAll(overrides);
        format(data);
        if (hasData && !Files.exists(data.resolve(CLEAN_SHUTDOWN_FILE))) {
            BrokerFencing.fence(controllerSettings);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        if (hasData) {
            Map<String, String> client = Map.of("bootstrap.servers", address);
            try (Admin admin = Admin.create(new HashMap<>(client))) {
                new HangingTransactionRecovery(admin, client).end();
            }
        }
        return new EmbeddedBroker(server, address);
    }

    /** The bootstrap address, as {@code host:port}. */
    public String address() {
        return address;
    }

    /** Settings that the node needs as a controller, with or without the broker role. */
    static Map<String, String> controllerSettings(Path data, String controller) {
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

    private static Properties brokerSettings(Map<String, String> controllerSettings, String address) {
        Properties config = new Properties();
        config.putAll(controllerSettings);
        config.put("process.roles", "broker,controller");
        config.put("listeners", "PLAINTEXT://" + address + "," + controllerSettings.get("listeners"));
        config.put("advertised.listeners", "PLAINTEXT://" + address);
        config.put("auto.create.topics.enable", "false");
        // there is only one broker to replicate to
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        // the default delays the first rebalance by three seconds in case more members join
        config.put("group.initial.rebalance.delay.ms", "0");
        // sized for a laptop: the log cleaner alone takes 128 MB by default
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

    /** A port on the loopback interface that was free at the time of the call. */
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
