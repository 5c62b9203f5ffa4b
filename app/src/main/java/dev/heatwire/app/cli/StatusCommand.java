package dev.heatwire.app.cli;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.ShadowedFiles;
import dev.heatwire.app.report.TerminalText;
import dev.heatwire.events.FileState;
import dev.heatwire.events.Problem;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.SiteValidator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heatwire status}: prints the state of every file, as recorded in the ledger of file states. */
@Command(
        name = "status",
        description = "Prints the state of every file that has been read, from the topic.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SITE",
            description = "A site folder, whose files that have not been read yet are listed too.")
    private Optional<Path> site;

    @Mixin
    private Output output;

    @Mixin
    private SiteOptions siteOptions;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() {
        Settings settings = options.settings(siteOptions.flags());
        Map<String, FileState> files;
        try (CompactedTopicReader reader = new CompactedTopicReader(settings.client())) {
            files = reader.readTable(settings.topics().fileStates);
        }
        Map<String, Row> rows = new TreeMap<>();
        site.ifPresent(folder -> SiteValidator.filesOf(folder, settings.ingest().selection())
                .forEach(path -> rows.put(path, Row.waiting(path))));
        Map<String, String> shadowed = ShadowedFiles.in(files);
        files.forEach((path, state) -> rows.put(path, Row.of(path, state, Optional.ofNullable(shadowed.get(path)))));
        output.print(rows::values, out -> {
            rows.values().forEach(row -> print(out, row));
            out.println(summary(rows.values()));
        });
        return ExitCode.DONE;
    }

    private record Row(
            String file,
            String state,
            Optional<String> article,
            Optional<String> shadowedBy,
            List<Problem> problems,
            List<Problem> warnings,
            Optional<Instant> since) {
        static Row of(String path, FileState state, Optional<String> shadowedBy) {
            return new Row(
                    path,
                    state.state().displayName(),
                    state.article(),
                    shadowedBy,
                    state.problems(),
                    state.warnings(),
                    Optional.of(state.since()));
        }

        static Row waiting(String path) {
            return new Row(path, "waiting", Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
        }
    }

    private static void print(PrintWriter out, Row row) {
        out.println("%-15s  %s  %s"
                .formatted(
                        row.state(),
                        TerminalText.printable(row.file()),
                        row.article().orElse(""))
                .stripTrailing());
        row.shadowedBy()
                .ifPresent(other -> out.println(" ".repeat(17) + "published: " + TerminalText.printable(other)));
        row.problems().forEach(problem -> out.println(" ".repeat(17) + TerminalText.printable(problem.in(row.file()))));
        row.warnings()
                .forEach(problem ->
                        out.println(" ".repeat(17) + "warning: " + TerminalText.printable(problem.in(row.file()))));
    }

    private static String summary(Collection<Row> rows) {
        Map<String, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Row::state, TreeMap::new, Collectors.counting()));
        return TerminalText.count(rows.size(), "file")
                + counts.entrySet().stream()
                        .map(count -> ", %d %s".formatted(count.getValue(), count.getKey()))
                        .collect(Collectors.joining());
    }
}
