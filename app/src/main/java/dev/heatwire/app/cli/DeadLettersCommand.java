package dev.heatwire.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.FeedTable;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heatwire dead-letters}: what could not be used, why, and another try. */
@Command(
        name = "dead-letters",
        description = "Shows what could not be used, and has it tried again.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.ListLetters.class, RedriveCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {

    /** {@code heatwire dead-letters list}: the oldest first; never the bytes themselves. */
    @Command(name = "list", description = "Lists the dead letters, the oldest first.", mixinStandardHelpOptions = true)
    static final class ListLetters implements Callable<Integer> {
        @Mixin
        private Output output;

        @Mixin
        private ClusterOptions options;

        @Override
        public Integer call() {
            Settings settings = options.settings();
            List<Letter> letters = new ArrayList<>();
            try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
                reader.read(settings.topics().deadLetters.name(), record -> letters.add(Letter.of(record)));
            }
            letters.sort(Comparator.comparing(Letter::time));
            output.print(() -> letters, out -> print(out, letters));
            return ExitCode.DONE;
        }

        private static void print(PrintWriter out, List<Letter> letters) {
            letters.forEach(letter -> out.println(FeedTable.printable(letter.line())));
            out.println(letters.size() + (letters.size() == 1 ? " letter" : " letters"));
        }
    }

    /**
     * One dead letter.
     *
     * @param why the headers: stage, code, reason, and where it came from
     * @param bytes how many the letter holds
     */
    private record Letter(Instant time, Optional<String> key, Map<String, String> why, int bytes) {
        static Letter of(ConsumerRecord<String, byte[]> record) {
            Map<String, String> why = new LinkedHashMap<>();
            record.headers().forEach(header -> why.put(header.key(), new String(header.value(), UTF_8)));
            return new Letter(
                    Instant.ofEpochMilli(record.timestamp()),
                    Optional.ofNullable(record.key()),
                    why,
                    record.value() == null ? 0 : record.value().length);
        }

        String line() {
            return time + "  " + key.orElse("(no key)") + "  "
                    + why.entrySet().stream()
                            .filter(entry -> !entry.getValue().equals(key.orElse(null)))
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(", "));
        }
    }
}
