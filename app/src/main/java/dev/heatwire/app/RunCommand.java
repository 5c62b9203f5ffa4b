package dev.heatwire.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

/** {@code heatwire run}: everything in one process. */
@Command(
        name = "run",
        description = "Runs everything in one process: ingests a site folder, ranks its articles, prints the feed, "
                + "and keeps following the folder until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** One process gains nothing from several partitions. */
    private static final Map<String, String> EMBEDDED = Map.of(Settings.PARTITIONS, "1");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SITE", defaultValue = "seeds", description = "The site folder.")
    private Path site;

    @Option(names = "--once", description = "Stop when every file has reached the feed.")
    private boolean once;

    @Mixin
    private Output output;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep broker and state there across runs (default: a temporary folder).")
    private Optional<Path> data;

    @Mixin
    private IngestOptions how;

    @Mixin
    private Options options;

    private final Progress progress = Progress.ofThisProcess();

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(site)) {
            throw new ParameterException(spec.commandLine(), "there is no site folder " + site);
        }
        try (Stop stop = new Stop();
                Workspace workspace = Workspace.open(data)) {
            Settings settings = options.settings(how.flags());
            if (settings.has(Settings.BOOTSTRAP_SERVERS)) {
                return follow(settings, workspace, stop);
            }
            progress.show("starting a broker");
            try (EmbeddedBroker broker = EmbeddedBroker.start(workspace.broker())) {
                progress.clear();
                spec.commandLine().getErr().println("broker listens on " + broker.address());
                return follow(settings.with(EMBEDDED).on(broker.address()), workspace, stop);
            }
        }
    }

    private int follow(Settings settings, Workspace workspace, Stop stop) throws IOException, InterruptedException {
        progress.show("starting the stages");
        try (Follower follower =
                Follower.start(site, how.mayReplaceSite(), settings, workspace.state(), Clock.systemUTC())) {
            follower.follow(once, stop, progress, () -> print(follower));
            return follower.hasRejected() ? ExitCode.SOME_REJECTED : ExitCode.DONE;
        }
    }

    private void print(Follower follower) {
        progress.clear();
        output.print(
                () -> Views.Everything.of(follower.standings()),
                out -> out.println(
                        Report.of(follower.overview(), Clock.systemUTC().instant())));
        output.lines().flush();
    }
}
