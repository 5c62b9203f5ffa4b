package dev.heatwire.app;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatwire topics}: the topics of the pipeline. */
@Command(
        name = "topics",
        description = "Manages the topics.",
        mixinStandardHelpOptions = true,
        subcommands = TopicsCommand.Create.class,
        synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {

    /** {@code heatwire topics create}: safe to repeat. */
    @Command(
            name = "create",
            description = "Creates the topics that are missing, with their settings.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Options options;

        @Option(names = "--partitions", paramLabel = "N", description = "Of each new topic (default: 4).")
        private Optional<Integer> partitions;

        @Option(names = "--replication-factor", paramLabel = "N", description = "Of each new topic (default: 1).")
        private Optional<Integer> replicationFactor;

        @Override
        public Integer call() {
            Map<String, String> flags = new LinkedHashMap<>();
            partitions.ifPresent(value -> flags.put(Settings.PARTITIONS, value.toString()));
            replicationFactor.ifPresent(value -> flags.put(Settings.REPLICATION_FACTOR, value.toString()));
            Settings settings = options.settings(flags);
            try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
                List<String> created =
                        TopicAdmin.create(admin, settings.topics(), settings.number(Settings.PARTITIONS), (short)
                                settings.number(Settings.REPLICATION_FACTOR));
                settings.topics()
                        .all()
                        .forEach(topic -> spec.commandLine()
                                .getOut()
                                .println(
                                        topic.name() + (created.contains(topic.name()) ? ": created" : ": was there")));
            }
            return ExitCode.DONE;
        }
    }
}
