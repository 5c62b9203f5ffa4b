package dev.heatwire.faults.process;

import dev.heatwire.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs the embedded broker as a process of its own. */
final class BrokerMain {
    private BrokerMain() {}

    /** @param arguments data folder, port for the test, port for the stages, the port of the proxy, controller port */
    public static void main(String[] arguments) throws Exception {
        String test = "127.0.0.1:" + arguments[1];
        String stages = "127.0.0.1:" + arguments[2];
        String proxy = "127.0.0.1:" + arguments[3];
        String controller = "127.0.0.1:" + arguments[4];
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Map.of(
                        "listeners", "PLAINTEXT://" + test + ",STAGES://" + stages + ",CONTROLLER://" + controller,
                        "advertised.listeners", "PLAINTEXT://" + test + ",STAGES://" + proxy,
                        "controller.quorum.voters", "1@" + controller,
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,STAGES:PLAINTEXT,CONTROLLER:PLAINTEXT"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        new CountDownLatch(1).await();
    }
}
