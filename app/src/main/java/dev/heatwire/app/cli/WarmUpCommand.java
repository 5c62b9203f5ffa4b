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

/** {@code heatwire warm-up}: runs every stage once, so that the JVM can archive the classes they load. */
@Command(
        name = "warm-up",
        hidden = true,
        description =
                "Runs the pipeline on a site folder once and requests health and metrics, to train a class archive.")
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
                try (InputStream response = address.toURL().openStream()) {
                    response.readAllBytes();
                }
            }
            return spec.commandLine().getParent().execute("run", "--once", site.toString());
        }
    }
}
