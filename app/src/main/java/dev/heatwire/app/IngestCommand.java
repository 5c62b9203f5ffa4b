package dev.heatwire.app;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire ingest}: the files of a site folder onto the topics, until it is asked to stop. */
@Command(
        name = "ingest",
        description = "Publishes the files of a site folder, and follows the folder until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SITE", defaultValue = "seeds", description = "The site folder.")
    private Path site;

    @Option(names = "--once", description = "Stop when every file has been published.")
    private boolean once;

    @Option(names = "--replace-site", description = "Withdraw the other site that the topics hold.")
    private boolean replaceSite;

    @Mixin
    private Options options;

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(site)) {
            throw new ParameterException(spec.commandLine(), "there is no site folder " + site);
        }
        Settings settings = options.settings();
        try (Stop stop = new Stop();
                Ingest ingest = new Ingest(
                        site, settings.topics(), settings.client(), Limits.STANDARD, Clock.systemUTC(), replaceSite)) {
            boolean done = false;
            while (!stop.isRequested() && !done) {
                done = ingest.pass(stop::isRequested, read -> {}).waiting() == 0 && once;
                if (!done) {
                    stop.pause(PAUSE);
                }
            }
            boolean someRejected =
                    ingest.files().values().stream().anyMatch(file -> file.state() == FileState.State.REJECTED);
            return someRejected ? ExitCode.SOME_REJECTED : ExitCode.DONE;
        }
    }
}
