package dev.heatwire.app.cli;

import dev.heatwire.app.cli.outlets.BackgroundOutlets;
import dev.heatwire.app.cli.outlets.FeedExporter;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.outlets.SiteSettings;
import dev.heatwire.app.report.JsonViews;
import dev.heatwire.app.report.RunReport;
import dev.heatwire.app.runtime.OpenFileLimit;
import dev.heatwire.app.runtime.PipelineRunner;
import dev.heatwire.app.runtime.RunDirectory;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.ingest.IngestSources;
import dev.heatwire.ingest.site.SiteLayouts;
import dev.heatwire.web.export.ExportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire run}: runs ingest, all stages and, by default, the broker in one process. */
@Command(
        name = "run",
        description = "Runs the whole pipeline in one process: ingests a site folder and the input topic, ranks the "
                + "articles, prints the feed, and repeats this after every change until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Path SAMPLE_SITE = Path.of("seeds");

    /** The embedded broker serves one process, so several partitions would only cost time. */
    private static final Map<String, String> EMBEDDED_DEFAULTS = Map.of(Settings.PARTITIONS, "1");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            description = "The site folder (default: seeds; required when the cluster is not the embedded broker).")
    private Optional<Path> site;

    @Option(names = "--once", description = "Stop when every file has reached the feed.")
    private boolean once;

    @Mixin
    private Output output;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the broker's data and the local stores in this folder (default: a temporary folder).")
    private Optional<Path> data;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description = "Write the feeds as files to this directory whenever the feeds are printed, as heatwire "
                    + "export does.")
    private Optional<Path> export;

    @Mixin
    private IngestOptions ingestOptions;

    @Mixin
    private ClusterOptions options;

    private final Progress progress = Progress.ofThisProcess();

    @Override
    public Integer call() throws Exception {
        Settings settings = options.settings(ingestOptions.flags());
        boolean embedded = !settings.has(Settings.BOOTSTRAP_SERVERS);
        Path folder = siteFolder(embedded, settings);
        OpenFileLimit.require(OpenFileLimit.PIPELINE);
        try (ShutdownSignal stop = new ShutdownSignal();
                RunDirectory directory = RunDirectory.open(data)) {
            if (!embedded) {
                return follow(folder, settings, directory, stop);
            }
            progress.show("starting a broker");
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.broker())) {
                progress.clear();
                spec.commandLine().getErr().println("broker listens on " + broker.address());
                return follow(folder, settings.with(EMBEDDED_DEFAULTS).on(broker.address()), directory, stop);
            }
        }
    }

    private Path siteFolder(boolean embedded, Settings settings) {
        if (site.isEmpty() && !embedded) {
            throw new ParameterException(
                    spec.commandLine(),
                    "SITE is required with bootstrap servers: name the site folder to publish to that cluster");
        }
        Path folder = site.orElse(SAMPLE_SITE);
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "the site folder " + folder + " does not exist");
        }
        SiteLayouts.missingArticles(folder, settings.ingest().limits()).ifPresent(reason -> {
            throw new ParameterException(spec.commandLine(), reason);
        });
        return folder;
    }

    private int follow(Path folder, Settings settings, RunDirectory directory, ShutdownSignal stop)
            throws IOException, InterruptedException {
        progress.show("starting the stages");
        try (PipelineRunner runner = PipelineRunner.start(
                new IngestSources(Optional.of(folder), true, ingestOptions.mayReplaceSite()),
                settings,
                directory.state(),
                Clock.systemUTC())) {
            Listener listener = new Listener(runner, exporter(SiteSettings.forExport(settings, folder)));
            if (once) {
                runner.follow(true, stop, listener);
            } else {
                BackgroundOutlets.during(
                        SiteSettings.forServer(settings, folder),
                        spec.commandLine().getErr(),
                        () -> runner.follow(false, stop, listener));
            }
            return runner.hasUnpublished() ? ExitCode.SOME_REJECTED : ExitCode.DONE;
        }
    }

    private Optional<FeedExporter> exporter(Settings settings) {
        // standard output has the feeds, possibly as JSON
        PrintWriter err = spec.commandLine().getErr();
        return export.map(
                directory -> new FeedExporter(settings, directory, EnumSet.allOf(ExportFormat.class), err, err));
    }

    private final class Listener implements PipelineRunner.Listener {
        private final PipelineRunner runner;
        private final Optional<FeedExporter> exporter;

        Listener(PipelineRunner runner, Optional<FeedExporter> exporter) {
            this.runner = runner;
            this.exporter = exporter;
        }

        @Override
        public void phase(String description) {
            progress.show(description);
        }

        @Override
        public void filesRead(int done, int total) {
            progress.files(done, total);
        }

        @Override
        public void drained() {
            progress.clear();
            output.print(
                    () -> JsonViews.Everything.of(runner.snapshot(), runner.beingWritten()),
                    out -> out.println(
                            RunReport.of(runner.summary(), Clock.systemUTC().instant())));
            output.lines().flush();
            exporter.ifPresent(FeedExporter::exportOnce);
        }
    }
}
