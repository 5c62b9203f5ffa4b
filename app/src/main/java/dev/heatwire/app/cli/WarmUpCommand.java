package dev.heatwire.app.cli;

import dev.heatwire.app.monitoring.ManagementServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire warm-up}: does once what its stages will do, so that a JVM can write down which classes that takes. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Runs over a site folder once, and answers about health and metrics as a stage does.")
final class WarmUpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SITE", description = "The site folder.")
    private Path site;

    @Mixin
    private SettingsFile file;

    @Override
    public Integer call() throws IOException {
        try (ManagementServer monitor = ManagementServer.start(
                "warm-up", file.settings(Map.of()), spec.commandLine().getErr())) {
            for (String path : List.of("health/live", "metrics")) {
                URI address = URI.create("http://127.0.0.1:%d/%s".formatted(monitor.port(), path));
                try (InputStream answer = address.toURL().openStream()) {
                    answer.readAllBytes();
                }
            }
            return spec.commandLine().getParent().execute("run", "--once", site.toString());
        }
    }
}
