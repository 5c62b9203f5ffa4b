package dev.heatwire.app.cli;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.admin.TopicAdmin.Difference;
import dev.heatwire.app.config.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatwire topics}: creates and repairs the topics of the pipeline. */
@Command(
        name = "topics",
        description = "Creates and repairs the topics.",
        mixinStandardHelpOptions = true,
        subcommands = {TopicsCommand.Create.class, RepairTransactionsCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {

    /** {@code heatwire topics create}: creates missing topics and compares existing ones with the settings. */
    @Command(
            name = "create",
            description = "Creates missing topics and reports existing ones whose settings differ. Fails when the "
                    + "cleanup.policy of a topic differs, because records could be lost.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ClusterOptions options;

        @Option(
                names = "--partitions",
                paramLabel = "N",
                description = "The number of partitions of new topics (default: 4).")
        private Optional<Integer> partitions;

        @Option(
                names = "--replication-factor",
                paramLabel = "N",
                description = "The replication factor of new topics (default: 1).")
        private Optional<Integer> replicationFactor;

        @Option(
                names = "--set",
                paramLabel = "[TOPIC.]SETTING=VALUE",
                description = "A config of all topics or of one topic, such as ranked-feed.segment.ms=60000.")
        private Map<String, String> topicSettings = Map.of();

        @Override
        public Integer call() {
            Map<String, String> flags = new LinkedHashMap<>();
            partitions.ifPresent(value -> flags.put(Settings.PARTITIONS, value.toString()));
            replicationFactor.ifPresent(value -> flags.put(Settings.REPLICATION_FACTOR, value.toString()));
            topicSettings.forEach((name, value) -> flags.put(Settings.ofTopics(name), value));
            Settings settings = options.settings(flags);
            try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
                List<NewTopic> wanted = TopicAdmin.wanted(settings);
                List<String> created = TopicAdmin.create(admin, wanted);
                Map<String, List<Difference>> differences = TopicAdmin.differences(admin, wanted);
                for (NewTopic topic : wanted) {
                    List<Difference> found = differences.getOrDefault(topic.name(), List.of());
                    String state = created.contains(topic.name())
                            ? "created"
                            : found.isEmpty() ? "as it should be" : "differs";
                    spec.commandLine().getOut().println(topic.name() + ": " + state);
                    found.forEach(difference -> spec.commandLine().getOut().println("  " + difference));
                }
                return differences.values().stream().flatMap(List::stream).anyMatch(Difference::losesRecords)
                        ? ExitCode.FAILED
                        : ExitCode.DONE;
            }
        }
    }
}
