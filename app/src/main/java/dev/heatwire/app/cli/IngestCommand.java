package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.monitoring.IngestMonitor;
import dev.heatwire.app.monitoring.ManagementServer;
import dev.heatwire.app.report.RunReport;
import dev.heatwire.app.runtime.ClusterConnector;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSources;
import dev.heatwire.ingest.site.SiteLayouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire ingest}: publishes article files of a folder, of the input topic, or of both until it is stopped. */
@Command(
        name = "ingest",
        description =
                "Publishes article files of a site folder, of the input topic (--from-topic) or of both, and keeps "
                        + "publishing changes until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestCommand.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SITE", description = "The site folder.")
    private Optional<Path> site;

    @Option(names = "--from-topic", description = "Read the input topic article-files, too.")
    private boolean fromTopic;

    @Option(names = "--once", description = "Stop when every file has been published.")
    private boolean once;

    @Mixin
    private IngestOptions ingestOptions;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws Exception {
        site.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new ParameterException(spec.commandLine(), "the site folder " + folder + " does not exist");
        });
        if (site.isEmpty() && !fromTopic) {
            throw new ParameterException(spec.commandLine(), "name a site folder, or give --from-topic");
        }
        Settings settings = options.settings(ingestOptions.flags());
        site.flatMap(folder ->
                        SiteLayouts.missingArticles(folder, settings.ingest().limits()))
                .ifPresent(reason -> {
                    throw new ParameterException(spec.commandLine(), reason);
                });
        LOG.info("ingest starts with {}", settings.printable());
        try (ShutdownSignal stop = new ShutdownSignal();
                ManagementServer monitor = ManagementServer.start(
                        "ingest", settings, spec.commandLine().getErr())) {
            Optional<Admin> admin = ClusterConnector.await("ingest", settings, topicsOf(settings.topics()), stop);
            admin.ifPresent(connected -> connected.close(Duration.ZERO));
            return admin.isPresent() ? ingest(settings, monitor, stop) : ExitCode.DONE;
        }
    }

    private List<String> topicsOf(Topics topics) {
        return Stream.concat(fromTopic ? Stream.of(topics.articleFiles) : Stream.of(), written(topics))
                .map(TopicSpec::name)
                .toList();
    }

    private static Stream<TopicSpec<?>> written(Topics topics) {
        return Stream.of(
                topics.fileStates,
                topics.articles,
                topics.providers,
                topics.newsTopics,
                topics.scoringPolicy,
                topics.deadLetters);
    }

    private int ingest(Settings settings, ManagementServer monitor, ShutdownSignal stop) throws InterruptedException {
        try (Progress progress = Progress.ofThisProcess();
                Ingest ingest = new Ingest(
                        new IngestSources(site, fromTopic, ingestOptions.mayReplaceSite()),
                        settings.topics(),
                        settings.client(),
                        settings.ingest(),
                        Clock.systemUTC())) {
            IngestMonitor ingestMonitor = new IngestMonitor(ingest, settings.topics(), monitor.registry());
            monitor.ask(ingestMonitor::health);
            Ingest.Pass all = follow(ingest, ingestMonitor, progress, stop);
            progress.clear();
            if (once) {
                spec.commandLine().getOut().println(RunReport.ofFiles(all.read(), ingest.files(), all.beingWritten()));
            }
            boolean isComplete = RunReport.rejectedOf(ingest.files()).isEmpty()
                    && all.beingWritten().isEmpty()
                    && all.listed();
            return isComplete ? ExitCode.DONE : ExitCode.SOME_REJECTED;
        }
    }

    /** @return the last pass, with the number of files that all passes have read */
    private Ingest.Pass follow(Ingest ingest, IngestMonitor ingestMonitor, Progress progress, ShutdownSignal stop)
            throws InterruptedException {
        Ingest.Pass all = new Ingest.Pass(0, false, 0, Set.of(), true);
        boolean done = false;
        while (!stop.isRequested() && !done) {
            Optional<Ingest.Pass> pass = ingest.passIfDue(stop::isRequested, progress::files);
            if (pass.isPresent()) {
                ingestMonitor.passed(pass.get());
                all = pass.get().after(all);
                done = all.isDone() && once;
            }
            if (!done) {
                stop.pause(POLL_INTERVAL);
            }
        }
        return all;
    }
}
