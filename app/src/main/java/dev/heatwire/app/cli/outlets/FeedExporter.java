package dev.heatwire.app.cli.outlets;

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
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Exports the feeds on the topic to a directory, and prints how many files it has written. */
public final class FeedExporter {
    /** Where {@code heatwire run} serves the feeds on this machine. */
    private static final URI DEFAULT_URL = URI.create("http://localhost:8080/");

    private final Settings settings;
    private final Path directory;
    private final Set<ExportFormat> formats;
    private final PublicSite site;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * @param out for the counts
     * @param err for warnings
     */
    public FeedExporter(
            Settings settings, Path directory, Set<ExportFormat> formats, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.directory = directory;
        this.formats = Set.copyOf(formats);
        this.out = out;
        this.err = err;
        site = site();
    }

    private PublicSite site() {
        String url = settings.get(Settings.PUBLIC_URL);
        if (url.isEmpty()) {
            err.println("public-url is not set: addresses in feeds begin with " + DEFAULT_URL);
        }
        return new PublicSite(settings.get(Settings.SITE_TITLE), url.isEmpty() ? DEFAULT_URL : URI.create(url), false);
    }

    public void exportOnce() {
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
            print(export(reader.readTable(settings.topics().rankedFeed)));
        }
    }

    /** Waits for the topic, and exports the feeds after every change until a stop is requested. */
    void follow(ShutdownSignal stop) throws InterruptedException {
        Optional<Admin> admin = ClusterConnector.await(
                "export", settings, List.of(settings.topics().rankedFeed.name()), stop);
        if (admin.isEmpty()) {
            return;
        }
        admin.get().close(Duration.ZERO);
        try (CompactedTopicReader reader = CompactedTopicReader.tailing(settings.client())) {
            reader.follow(settings.topics().rankedFeed, stop::isRequested, feeds -> {
                Changes changes = export(feeds);
                if (!changes.isEmpty()) {
                    print(changes);
                }
            });
        }
    }

    private Changes export(Map<String, RankedFeed> feeds) {
        Export export = Export.of(feeds.values(), site, formats);
        export.skipped()
                .forEach(feed -> err.println("feed " + feed + " is not exported: its name is no possible path"));
        try {
            return new ExportDirectory(directory).apply(export);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot export to " + directory + ": " + e.getMessage(), e);
        }
    }

    private void print(Changes changes) {
        out.println("%d files written, %d unchanged, %d removed"
                .formatted(changes.written(), changes.unchanged(), changes.removed()));
        out.flush();
    }
}
