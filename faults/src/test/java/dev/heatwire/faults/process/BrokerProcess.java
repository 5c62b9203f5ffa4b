package dev.heatwire.faults.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** A broker of one node in a process of its own, on the same ports and the same data in each of its lives. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration UP_TIMEOUT = Duration.ofSeconds(60);

    private final Path folder;
    private final List<String> arguments;
    private final int direct = freePort();
    private final FaultyProxy link;
    private ChildProcess child;

    public BrokerProcess(Path folder) throws IOException {
        this.folder = folder;
        int stages = freePort();
        this.link = new FaultyProxy(stages);
        this.arguments = List.of(
                BrokerMain.class.getName(),
                folder.resolve("broker").toString(),
                Integer.toString(direct),
                Integer.toString(stages),
                Integer.toString(link.port()),
                Integer.toString(freePort()));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** What the tests themselves use. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + direct);
    }

    /** Where the stages find it: at the far end of a line that can fail. */
    public String forStages() {
        return "127.0.0.1:" + link.port();
    }

    public FaultyProxy link() {
        return link;
    }

    public void start() throws IOException {
        child = ChildProcess.start(folder.resolve("broker.log"), Map.of(), arguments);
        awaitUp();
    }

    public void kill() {
        child.kill();
    }

    private void awaitUp() {
        try (Admin admin = Admin.create(Map.copyOf(client()))) {
            await().atMost(UP_TIMEOUT)
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
        link.close();
    }
}
