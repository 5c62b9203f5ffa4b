package dev.heatwire.app.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.deadletters.DeadLetter;
import dev.heatwire.app.deadletters.RedrivePlanner;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.app.runtime.RecordSender;
import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code heatwire dead-letters redrive}: requests that ingest reads rejected files again, and resends records that a
 * stage rejected. If ingest is not running, it reads the files when it starts.
 */
@Command(
        name = "redrive",
        description = "Has ingest read rejected files again, and resends records that a stage rejected.",
        mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
    @Option(names = "--again", description = "Also repeat what has already failed again after a redrive.")
    private boolean again;

    @Mixin
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Topics topics = settings.topics();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<DeadLetter> deadLetters = new ArrayList<>();
        RedrivePlanner.Plan plan;
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client());
                Admin admin = Admin.create(new HashMap<>(settings.client()))) {
            reader.read(topics.deadLetters.name(), record -> deadLetters.add(DeadLetter.of(record)));
            plan = plan(deadLetters, reader, admin);
            Set<String> failedAgain = again ? Set.of() : RedrivePlanner.filesThatFailedAgain(deadLetters);
            // read last, because the request is a copy of the current state; files in failed/ cannot be read again
            new TreeMap<>(reader.readTable(topics.fileStates)).forEach((path, state) -> {
                if (state.state() == State.REJECTED && !state.removedByIngest() && !failedAgain.contains(path)) {
                    files.add(path);
                    records.add(retry(topics, path, state));
                }
            });
        }
        plan.resend().forEach(deadLetter -> records.add(rejected(deadLetter)));
        try (RecordSender sender = new RecordSender(settings.client())) {
            records.forEach(sender::send);
        }
        Result result = new Result(files, plan.resend().size(), plan.skipped());
        output.print(() -> result, out -> print(out, result));
        return ExitCode.DONE;
    }

    private RedrivePlanner.Plan plan(List<DeadLetter> deadLetters, CompactedTopicReader reader, Admin admin) {
        RedrivePlanner planner =
                new RedrivePlanner(AdminResults.get(admin.listTopics().names()), again);
        planner.topicsOf(deadLetters).forEach(topic -> reader.read(topic, planner::observe));
        return planner.plan(deadLetters);
    }

    private static ProducerRecord<String, byte[]> rejected(DeadLetter deadLetter) {
        TopicPartition partition = deadLetter.origin().orElseThrow().partition();
        return new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                deadLetter.record().key(),
                deadLetter.record().value());
    }

    private static ProducerRecord<String, byte[]> retry(Topics topics, String path, FileState state) {
        FileState retry = state.in(State.RETRY_REQUESTED, Instant.now());
        return new ProducerRecord<>(
                topics.fileStates.name(),
                path,
                topics.fileStates.values().serializer().serialize(topics.fileStates.name(), retry));
    }

    private record Result(
            List<String> files,
            int records,
            @JsonProperty("left") Map<String, Integer> skipped) {}

    private static void print(PrintWriter out, Result result) {
        result.files().forEach(path -> out.println("to be read again: " + TerminalText.printable(path)));
        out.println("%s to be read again, %s sent again"
                .formatted(
                        TerminalText.count(result.files().size(), "file"),
                        TerminalText.count(result.records(), "record")));
        result.skipped()
                .forEach((reason, count) ->
                        out.println("skipped: %s %s".formatted(TerminalText.count(count, "dead letter"), reason)));
    }
}
