package dev.heatwire.app.cli;

import dev.heatwire.app.monitoring.ManagementServer;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire warm-up}: runs every stage and the server once, so that the JVM can archive their classes. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Runs the pipeline and the server once, to train an archive of the classes that they load.")
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
            URI address = URI.create("http://127.0.0.1:" + monitor.port());
            request(address, "/health/live");
            request(address, "/metrics");
            requestPages();
            return spec.commandLine().getParent().execute("run", "--once", site.toString());
        }
    }

    /** Requests the page of {@code serve}, without a cluster. */
    private static void requestPages() throws IOException {
        WebContent noFeeds = WebContent.of(new FeedStore(Clock.systemUTC()), Clock.systemUTC());
        try (WebServer server = WebServer.start("127.0.0.1", 0, WebSettings.DEFAULTS, noFeeds)) {
            request(server.address(), "/health/live");
            request(server.address(), "/");
        }
    }

    /** Whatever the server answers, it has loaded the classes for it. */
    private static void request(URI server, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.resolve(path).toURL().openConnection();
        connection.getResponseCode();
        connection.disconnect();
    }
}
