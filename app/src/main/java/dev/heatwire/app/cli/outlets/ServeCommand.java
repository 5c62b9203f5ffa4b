package dev.heatwire.app.cli.outlets;

import dev.heatwire.app.cli.ClusterOptions;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.outlets.Outlets;
import dev.heatwire.app.outlets.SiteSettings;
import dev.heatwire.app.runtime.ClusterConnector;
import dev.heatwire.app.runtime.ShutdownSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatwire serve}: serves the page, live updates, the API and publishing until it is stopped. */
@Command(
        name = "serve",
        description = "Serves the ranked feeds over HTTP: a page, live updates, and an API. It reads the topics and "
                + "keeps no state, so any number of instances can run.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on (default: 8080).")
    private Optional<String> port;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (default: 127.0.0.1).")
    private Optional<String> host;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where readers reach this server (default: the address it listens on).")
    private Optional<String> publicUrl;

    @Option(names = "--editor", description = "Serve the editor's view: why articles and files are not published.")
    private boolean editor;

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description = "The site folder whose site.yaml has the title of pages and feeds.")
    private Optional<Path> site;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Settings given = options.settings(flags());
        Settings settings =
                site.map(folder -> SiteSettings.forServer(given, folder)).orElse(given);
        try (ShutdownSignal stop = new ShutdownSignal();
                Outlets outlets = Outlets.start(settings)) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("page on " + outlets.address());
            err.flush();
            // the server answers without a broker; this logs what serve waits for, and fails if waiting cannot help
            List<String> topics = List.of(settings.topics().rankedFeed.name());
            ClusterConnector.await("serve", settings, topics, stop).ifPresent(admin -> admin.close(Duration.ZERO));
            stop.awaitUnless(() -> false);
            return 0;
        }
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        port.ifPresent(value -> flags.put(Settings.HTTP_PORT, value));
        host.ifPresent(value -> flags.put(Settings.HTTP_HOST, value));
        publicUrl.ifPresent(value -> flags.put(Settings.PUBLIC_URL, value));
        if (editor) {
            flags.put(Settings.EDITOR, "true");
        }
        return flags;
    }
}
