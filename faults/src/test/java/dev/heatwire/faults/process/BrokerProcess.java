package dev.heatwire.faults.process;

import static org.awaitility.Awaitility.await;

import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.broker.FaultyProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** A broker of one node in a process of its own, with the same ports and the same data after each restart. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> arguments;
    private final int testPort = EmbeddedBroker.freePort();
    private final FaultyProxy proxy;
    private ChildProcess child;

    public BrokerProcess(Path folder) throws IOException {
        this.folder = folder;
        int stagesPort = EmbeddedBroker.freePort();
        this.proxy = new FaultyProxy(stagesPort);
        this.arguments = List.of(
                BrokerMain.class.getName(),
                folder.resolve("broker").toString(),
                Integer.toString(testPort),
                Integer.toString(stagesPort),
                Integer.toString(proxy.port()),
                Integer.toString(EmbeddedBroker.freePort()));
    }

    /** The client settings of the test, which does not use the proxy. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + testPort);
    }

    /** The proxy between the stages and the broker. */
    public FaultyProxy proxy() {
        return proxy;
    }

    public void start() throws IOException {
        child = ChildProcess.start(folder.resolve("broker.log"), Map.of(), arguments);
        awaitStarted();
    }

    public void kill() {
        child.kill();
    }

    private void awaitStarted() {
        try (Admin admin = Admin.create(Map.copyOf(client()))) {
            await().atMost(START_TIMEOUT)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> child.isAlive()
                            && admin.describeCluster(new DescribeClusterOptions().timeoutMs(2_000))
                                            .nodes()
                                            .get(3, TimeUnit.SECONDS)
                                            .size()
                                    == 1);
        }
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
        proxy.close();
    }
}
