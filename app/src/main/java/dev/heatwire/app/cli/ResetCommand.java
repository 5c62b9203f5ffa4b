package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.runtime.Pipeline;
import dev.heatwire.app.runtime.StageReset;
import dev.heatwire.streams.Stage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatwire reset}: deletes offsets, internal topics and local stores of a stage. */
@Command(
        name = "reset",
        description = "Makes a stopped stage read all its input again when it starts. Its output is kept.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STAGE", description = "The stage: enrich, rank or sink.")
    private String name;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "The folder of the stage's local stores, which are deleted.")
    private Optional<Path> stateDir;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws Exception {
        Stage stage = Pipeline.STAGES.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "unknown stage " + name + ", expected one of "
                                + Pipeline.STAGES.stream().map(Stage::name).collect(Collectors.joining(", "))));
        Map<String, String> flags = new LinkedHashMap<>();
        stateDir.ifPresent(value -> flags.put(Settings.STATE_DIR, value.toString()));
        Settings settings = options.settings(flags);
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
            StageReset reset = new StageReset(stage, settings.topics());
            reset.refuseWhileRunning(admin);
            reset.deleteState(Path.of(settings.get(Settings.STATE_DIR)))
                    .forEach(folder -> out.println(folder + ": deleted"));
            reset.deleteTopics(admin).forEach(topic -> out.println(topic + ": deleted"));
            if (reset.deleteGroup(admin)) {
                out.println(reset.group() + ": deleted");
            }
        }
        out.println(name + " reads all its input again when it starts");
        return ExitCode.DONE;
    }
}
