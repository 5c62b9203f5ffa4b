package dev.heatwire.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** What each fault did, as a table: printed when all tests have run, and kept as Markdown in the build's folder. */
public final class FaultTable implements TestExecutionListener {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final Map<Fault, Row> ROWS = new LinkedHashMap<>();

    private record Row(int runs, int lost, int doubled, List<Double> seconds) {
        private Row plus(Row other) {
            List<Double> both = new ArrayList<>(seconds);
            both.addAll(other.seconds);
            return new Row(
                    runs + other.runs,
                    lost + other.lost,
                    doubled + other.doubled,
                    both.stream().sorted().toList());
        }

        private double median() {
            return seconds.get(seconds.size() / 2);
        }
    }

    /** @param seconds how long output stayed away, or what the fault's name says, each time; fewer than the runs where that was not measured */
    static synchronized void add(Fault fault, int runs, int lost, int doubled, List<Double> seconds) {
        System.err.printf("%d of %s: %d lost, %d doubled, seconds %s%n", runs, fault.name(), lost, doubled, seconds);
        Row none = new Row(0, 0, 0, List.of());
        ROWS.merge(fault, none.plus(new Row(runs, lost, doubled, seconds)), Row::plus);
    }

    /** The faults whose median is over their limit. */
    static synchronized List<String> slow(String prefix) {
        return ROWS.entrySet().stream()
                .filter(row ->
                        row.getKey().name().startsWith(prefix) && row.getKey().hasLimit())
                .filter(row -> !row.getValue().seconds().isEmpty())
                .filter(row -> row.getValue().median() > row.getKey().limit())
                .map(row -> line(row.getKey(), row.getValue()))
                .toList();
    }

    /** Of all of them together. */
    static synchronized double median(String prefix) {
        return ROWS.entrySet().stream()
                .filter(row -> row.getKey().name().startsWith(prefix))
                .map(Map.Entry::getValue)
                .reduce(Row::plus)
                .orElseThrow()
                .median();
    }

    private static String line(Fault fault, Row row) {
        String times = row.seconds().isEmpty()
                ? " | "
                : "%s | %s"
                        .formatted(
                                number(row.median()),
                                number(row.seconds().get(row.seconds().size() - 1)));
        String limit = fault.hasLimit() ? number(fault.limit()) : "";
        return "| %s | %d | %d | %d | %s | %s |"
                .formatted(fault.name(), row.runs(), row.lost(), row.doubled(), times, limit);
    }

    private static String number(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (ROWS.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder("""
                | fault | runs | lost | doubled | seconds: median | most | limit |
                |---|---|---|---|---|---|---|
                """);
        ROWS.forEach((fault, row) -> table.append(line(fault, row)).append('\n'));
        System.err.println(table);
        try {
            Files.writeString(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
