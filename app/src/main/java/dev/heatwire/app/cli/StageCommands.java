package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.monitoring.ManagementServer;
import dev.heatwire.app.monitoring.StageMonitor;
import dev.heatwire.app.runtime.ClusterConnector;
import dev.heatwire.app.runtime.FailureMessages;
import dev.heatwire.app.runtime.OpenFileLimit;
import dev.heatwire.app.runtime.ShutdownSignal;
import dev.heatwire.app.runtime.StageInstance;
import dev.heatwire.app.runtime.StageRunner;
import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatwire enrich|rank|sink}: runs one stage until it is stopped. */
final class StageCommands {
    private static final Logger LOG = LoggerFactory.getLogger(StageCommands.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private StageCommands() {}

    @Command(
            name = "enrich",
            description = "Runs the stage that adds provider and topic data to articles.",
            mixinStandardHelpOptions = true)
    static final class Enrich extends StageCommand {
        Enrich() {
            super(EnrichStage.STAGE);
        }
    }

    @Command(
            name = "rank",
            description = "Runs the stage that computes quality, story leads, heat and score.",
            mixinStandardHelpOptions = true)
    static final class Rank extends StageCommand {
        Rank() {
            super(RankStage.STAGE);
        }
    }

    @Command(
            name = "sink",
            description = "Runs the stage that writes the ranked feeds.",
            mixinStandardHelpOptions = true)
    static final class Sink extends StageCommand {
        Sink() {
            super(FeedStage.STAGE);
        }
    }

    private abstract static class StageCommand implements Callable<Integer> {
        private final Stage stage;

        @Spec
        private CommandSpec spec;

        @Mixin
        private ClusterOptions options;

        @Option(
                names = "--state-dir",
                paramLabel = "DIR",
                description = "The folder of the local stores; each instance has its own subfolder.")
        private Optional<Path> stateDir;

        @Option(
                names = "--instance",
                paramLabel = "NAME",
                description =
                        "The name of this instance of the stage (default: the first unused one of the state folder).")
        private Optional<String> instance;

        StageCommand(Stage stage) {
            this.stage = stage;
        }

        @Override
        public Integer call() throws Exception {
            Map<String, String> flags = new LinkedHashMap<>();
            stateDir.ifPresent(value -> flags.put(Settings.STATE_DIR, value.toString()));
            instance.ifPresent(value -> flags.put(Settings.INSTANCE, value));
            Settings settings = options.settings(flags);
            OpenFileLimit.require(OpenFileLimit.STAGE);
            LOG.info("{} starts with {}", stage.name(), settings.printable());
            try (ShutdownSignal stop = new ShutdownSignal();
                    ManagementServer monitor = ManagementServer.start(
                            stage.name(), settings, spec.commandLine().getErr())) {
                Optional<Admin> admin = ClusterConnector.await(stage.name(), settings, topicsOf(settings), stop);
                if (admin.isPresent()) {
                    try {
                        run(settings, admin.get(), monitor, stop);
                    } finally {
                        // do not wait for pending requests
                        admin.get().close(CLOSE_TIMEOUT);
                    }
                }
                return ExitCode.DONE;
            }
        }

        private List<String> topicsOf(Settings settings) {
            Stream<TopicSpec<?>> read = stage.reads().apply(settings.topics()).stream();
            Stream<TopicSpec<?>> written =
                    Stream.of(stage.writes().apply(settings.topics()), settings.topics().deadLetters);
            return Stream.concat(read, written).map(TopicSpec::name).toList();
        }

        private void run(Settings settings, Admin admin, ManagementServer monitor, ShutdownSignal stop)
                throws IOException, InterruptedException {
            try (StageInstance instance = StageInstance.claim(
                            Path.of(settings.get(Settings.STATE_DIR)),
                            stage.name(),
                            settings.chosen(Settings.INSTANCE));
                    StageRunner runner = StageRunner.start(
                            stage, settings.topics(), instance.folder(), instance.name(), settings.client(), admin);
                    StageMonitor stageMonitor = new StageMonitor(runner, admin, monitor.registry())) {
                LOG.info("{} runs as instance {} with state in {}", stage.name(), instance.name(), instance.folder());
                monitor.ask(stageMonitor::health);
                stop.awaitUnless(runner::isStopped);
                runner.failure().ifPresent(failure -> {
                    throw new KafkaException(
                            stage.name() + " has stopped: " + FailureMessages.reason(failure), failure);
                });
            }
        }
    }
}
