package dev.heatwire.faults.pipeline;

import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.faults.process.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A broker in a container with TLS, SASL/PLAIN and ACLs. */
final class SecureBroker implements AutoCloseable {
    static final String ADMIN = "admin";
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final String KEY_PASSWORD = "key-secret";
    private static final List<String> USERS = List.of(ADMIN, "topics", "ingest", "enrich", "rank", "sink", "reader");

    private final Path folder;
    private final int port;
    private final GenericContainer<?> container;

    @SuppressWarnings("resource") // closed with this object
    SecureBroker(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = EmbeddedBroker.freePort();
        makeKey();
        container = new GenericContainer<>("apache/kafka:4.3.1")
                .withEnv(Map.ofEntries(
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_LISTENERS", "SECURE://:9094,INTERNAL://:9092,CONTROLLER://:9093"),
                        Map.entry(
                                "KAFKA_ADVERTISED_LISTENERS",
                                "SECURE://localhost:" + port + ",INTERNAL://localhost:9092"),
                        Map.entry(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "SECURE:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry(
                                "KAFKA_AUTHORIZER_CLASS_NAME",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("KAFKA_SUPER_USERS", "User:ANONYMOUS;User:" + ADMIN),
                        Map.entry("KAFKA_SASL_ENABLED_MECHANISMS", "PLAIN"),
                        Map.entry("KAFKA_LISTENER_NAME_SECURE_PLAIN_SASL_JAAS_CONFIG", users()),
                        Map.entry("KAFKA_SSL_KEYSTORE_TYPE", "PKCS12"),
                        Map.entry("KAFKA_SSL_KEYSTORE_LOCATION", "/etc/kafka/secrets/key.p12"),
                        Map.entry("KAFKA_SSL_KEYSTORE_PASSWORD", KEY_PASSWORD)))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(folder.resolve("key.p12"), 0644), "/etc/kafka/secrets/key.p12")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":9094"));
        container.start();
    }

    /** A settings file with a user's credentials. */
    Path settingsOf(String user) throws IOException {
        return Files.write(
                folder.resolve(user + ".properties"),
                List.of(
                        "bootstrap-servers=localhost:" + port,
                        "kafka.security.protocol=SASL_SSL",
                        "kafka.sasl.mechanism=PLAIN",
                        "kafka.sasl.jaas.config=" + LOGIN_MODULE + " required username=\"" + user + "\" password=\""
                                + passwordOf(user) + "\";",
                        "kafka.ssl.truststore.type=PEM",
                        "kafka.ssl.truststore.location=" + folder.resolve("trusted.pem")));
    }

    static String passwordOf(String user) {
        return user + "-secret";
    }

    private static String users() {
        return USERS.stream()
                .map(user -> "user_" + user + "=\"" + passwordOf(user) + "\"")
                .collect(Collectors.joining(" ", LOGIN_MODULE + " required ", ";"));
    }

    private void makeKey() throws IOException, InterruptedException {
        String store = "-keystore " + folder.resolve("key.p12") + " -storepass " + KEY_PASSWORD;
        keytool("-genkeypair -alias broker -keyalg RSA -dname CN=localhost -ext san=dns:localhost -validity 2 "
                + store);
        keytool("-exportcert -rfc -alias broker -file " + folder.resolve("trusted.pem") + " " + store);
    }

    private static void keytool(String arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments.split(" ")));
        ExternalCommand.of(command).output();
    }

    @Override
    public void close() {
        container.stop();
    }
}
