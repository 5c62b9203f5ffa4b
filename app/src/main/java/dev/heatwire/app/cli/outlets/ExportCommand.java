package dev.heatwire.app.cli.outlets;

import dev.heatwire.app.cli.ClusterOptions;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.outlets.SiteSettings;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.web.export.ExportFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Option(
            names = "--title",
            paramLabel = "TITLE",
            description = "The name of the site (default: that of --site, or Heatwire).")
    private Optional<String> title;

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description =
                    "The site folder whose site.yaml has the title, and the address unless --public-url is given.")
    private Optional<Path> site;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws InterruptedException {
        Settings given = options.settings(flags());
        FeedExporter exporter = new FeedExporter(
                site.map(folder -> SiteSettings.forExport(given, folder)).orElse(given),
                directory,
                EnumSet.copyOf(formats),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        if (follow) {
            try (ShutdownSignal stop = new ShutdownSignal()) {
                exporter.follow(stop);
            }
        } else {
            exporter.exportOnce();
        }
        return ExitCode.DONE;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        publicUrl.ifPresent(value -> flags.put(Settings.PUBLIC_URL, value));
        title.ifPresent(value -> flags.put(Settings.SITE_TITLE, value));
        return flags;
    }
}
