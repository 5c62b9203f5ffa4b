package dev.heatwire.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** One embedded broker for all test classes of a JVM; each test uses a topic prefix of its own. */
public final class SharedBroker {
    private static EmbeddedBroker broker;

    private SharedBroker() {}

    /** Where clients find the broker, which the first call starts. */
    public static synchronized String address() {
        if (broker == null) {
            broker = start();
        }
        return broker.address();
    }

    /** The settings of a client. */
    public static Map<String, String> client() {
        return Map.of("bootstrap.servers", address());
    }

    private static EmbeddedBroker start() {
        try {
            Path data = Files.createTempDirectory("heatwire-broker");
            EmbeddedBroker started = EmbeddedBroker.start(data, EmbeddedBroker.freePort(), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, data)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedBroker started, Path data) {
        started.close();
        try {
            Utils.delete(data.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
