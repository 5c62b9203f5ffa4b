package dev.heatwire.app;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatwire enrich|rank|sink}: one stage as a process of its own, until it is asked to stop. */
final class StageCommands {
    private static final Logger LOG = LoggerFactory.getLogger(StageCommands.class);

    private StageCommands() {}

    @Command(
            name = "enrich",
            description = "Adds what the provider directory and the topic catalogue know.",
            mixinStandardHelpOptions = true)
    static final class Enrich extends OneStage {
        Enrich() {
            super(EnrichStage.STAGE);
        }
    }

    @Command(
            name = "rank",
            description = "Computes quality, story leads, heat and score.",
            mixinStandardHelpOptions = true)
    static final class Rank extends OneStage {
        Rank() {
            super(RankStage.STAGE);
        }
    }

    @Command(name = "sink", description = "Writes the ranked feed.", mixinStandardHelpOptions = true)
    static final class Sink extends OneStage {
        Sink() {
            super(FeedStage.STAGE);
        }
    }

    private abstract static class OneStage implements Callable<Integer> {
        private final Stage stage;

        @Mixin
        private Options options;

        @Option(names = "--state-dir", paramLabel = "DIR", description = "Holds the local stores; one per instance.")
        private Optional<Path> stateDir;

        @Option(names = "--instance", paramLabel = "NAME", description = "Tells instances of the stage apart.")
        private Optional<String> instance;

        OneStage(Stage stage) {
            this.stage = stage;
        }

        @Override
        public Integer call() throws Exception {
            Map<String, String> flags = new LinkedHashMap<>();
            stateDir.ifPresent(value -> flags.put(Settings.STATE_DIR, value.toString()));
            instance.ifPresent(value -> flags.put(Settings.INSTANCE, value));
            Settings settings = options.settings(flags);
            LOG.info("{} starts with {}", stage.name(), settings.printable());
            try (Stop stop = new Stop();
                    Admin admin = Admin.create(new HashMap<>(settings.client()));
                    RunningStage running = RunningStage.start(
                            stage,
                            settings.topics(),
                            Path.of(settings.get(Settings.STATE_DIR)),
                            settings.get(Settings.INSTANCE),
                            settings.client(),
                            admin)) {
                stop.awaitUnless(running::isStopped);
                running.failure().ifPresent(failure -> {
                    throw new KafkaException(stage.name() + " has stopped: " + failure.getMessage(), failure);
                });
                return ExitCode.DONE;
            }
        }
    }
}
