package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.deadletters.DeadLetter;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heatwire dead-letters}: lists rejected files and records, and has them processed again. */
@Command(
        name = "dead-letters",
        description = "Lists rejected files and records, and has them processed again.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.ListDeadLetters.class, RedriveCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {

    /** {@code heatwire dead-letters list}: prints everything but the rejected bytes. */
    @Command(
            name = "list",
            description = "Lists the dead letters with their reasons, oldest first.",
            mixinStandardHelpOptions = true)
    static final class ListDeadLetters implements Callable<Integer> {
        @Mixin
        private Output output;

        @Mixin
        private ClusterOptions options;

        @Override
        public Integer call() {
            Settings settings = options.settings();
            List<DeadLetter.Summary> deadLetters = new ArrayList<>();
            try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
                reader.read(
                        settings.topics().deadLetters.name(),
                        record -> deadLetters.add(DeadLetter.of(record).summary()));
            }
            deadLetters.sort(Comparator.comparing(DeadLetter.Summary::time));
            output.print(() -> deadLetters, out -> print(out, deadLetters));
            return ExitCode.DONE;
        }

        private static void print(PrintWriter out, List<DeadLetter.Summary> deadLetters) {
            deadLetters.forEach(deadLetter -> out.println(TerminalText.printable(deadLetter.line())));
            out.println(TerminalText.count(deadLetters.size(), "dead letter"));
        }
    }
}
