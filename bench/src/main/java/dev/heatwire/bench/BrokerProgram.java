package dev.heatwire.bench;

import dev.heatwire.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the embedded broker as a process of its own: prints its address, and exits at the end of stdin. */
final class BrokerProgram {
    private BrokerProgram() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
            System.out.println(broker.address());
            while (System.in.read() >= 0) {
                // input is ignored
            }
        }
    }
}
