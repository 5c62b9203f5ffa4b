package dev.heatwire.app.cli.outlets;

import dev.heatwire.app.cli.ClusterOptions;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.runtime.ClusterConnector;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.web.export.Export;
import dev.heatwire.web.export.ExportDirectory;
import dev.heatwire.web.export.ExportDirectory.Changes;
import dev.heatwire.web.export.ExportFormat;
import dev.heatwire.web.syndication.PublicSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire export}: writes the feeds as files once or after every change. */
@Command(
        name = "export",
        description = "Writes the ranked feeds as files, from the topic: JSON Feed, Atom and RSS, and data for static "
                + "site generators. Only files that change are written.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    /** Where {@code heatwire run} serves the feeds on this machine. */
    private static final URI DEFAULT_URL = URI.create("http://localhost:8080/");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The directory to write to; it is created if it does not exist.")
    private Path directory;

    @Option(names = "--follow", description = "Export after every change until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "What to write, separated by commas: ${COMPLETION-CANDIDATES} (default: all).")
    private List<ExportFormat> formats = List.of(ExportFormat.values());

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where readers will reach the directory. Addresses in feeds begin with it.")
    private Optional<String> publicUrl;

    @Option(names = "--title", paramLabel = "TITLE", description = "The name of the site (default: Heatwire).")
    private Optional<String> title;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings(flags());
        PublicSite site = site(settings);
        if (follow) {
            try (ShutdownSignal stop = new ShutdownSignal()) {
                follow(settings, site, stop);
            }
        } else {
            try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
                print(export(reader.readTable(settings.topics().rankedFeed), site));
            }
        }
        return ExitCode.DONE;
    }

    private void follow(Settings settings, PublicSite site, ShutdownSignal stop) throws InterruptedException {
        Optional<Admin> admin = ClusterConnector.await(
                "export", settings, List.of(settings.topics().rankedFeed.name()), stop);
        if (admin.isEmpty()) {
            return;
        }
        admin.get().close(Duration.ZERO);
        try (CompactedTopicReader reader = CompactedTopicReader.tailing(settings.client())) {
            reader.follow(settings.topics().rankedFeed, stop::isRequested, feeds -> {
                Changes changes = export(feeds, site);
                if (!changes.isEmpty()) {
                    print(changes);
                }
            });
        }
    }

    private Changes export(Map<String, RankedFeed> feeds, PublicSite site) {
        Set<ExportFormat> chosen = EnumSet.copyOf(formats);
        Export export = Export.of(feeds.values(), site, chosen);
        export.skipped()
                .forEach(feed -> spec.commandLine()
                        .getErr()
                        .println("feed " + feed + " is not exported: its name cannot be the name of a file"));
        try {
            return new ExportDirectory(directory).apply(export);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot export to " + directory + ": " + e.getMessage(), e);
        }
    }

    private void print(Changes changes) {
        spec.commandLine()
                .getOut()
                .println("%d files written, %d unchanged, %d removed"
                        .formatted(changes.written(), changes.unchanged(), changes.removed()));
        spec.commandLine().getOut().flush();
    }

    private PublicSite site(Settings settings) {
        String url = settings.get(Settings.PUBLIC_URL);
        if (url.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("no public URL is set: addresses in feeds begin with " + DEFAULT_URL
                            + "; give --public-url if readers reach them elsewhere");
        }
        return new PublicSite(settings.get(Settings.SITE_TITLE), url.isEmpty() ? DEFAULT_URL : URI.create(url), false);
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        publicUrl.ifPresent(value -> flags.put(Settings.PUBLIC_URL, value));
        title.ifPresent(value -> flags.put(Settings.SITE_TITLE, value));
        return flags;
    }
}
