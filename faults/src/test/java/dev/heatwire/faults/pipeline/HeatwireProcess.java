package dev.heatwire.faults.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, so that a test can kill it. */
public final class HeatwireProcess {
    private HeatwireProcess() {}

    /** @param output what stdout and stderr go to, with {@code .out} and {@code .err} behind it */
    public static Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.heatwire.app.cli.HeatwireCommand"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(Path.of(output + ".out").toFile())
                .redirectError(Path.of(output + ".err").toFile())
                .start();
    }
}
