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

/** Prints a table of all injected faults after the last test, and writes it to {@code target/faults.md}. */
public final class FaultTable implements TestExecutionListener {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final Map<Fault, Row> ROWS = new LinkedHashMap<>();

    private record Row(int runs, int lost, int duplicates, List<Double> seconds) {
        private Row plus(Row other) {
            List<Double> both = new ArrayList<>(seconds);
            both.addAll(other.seconds);
            return new Row(
                    runs + other.runs,
                    lost + other.lost,
                    duplicates + other.duplicates,
                    both.stream().sorted().toList());
        }

        private double median() {
            return seconds.get(seconds.size() / 2);
        }
    }

    /**
     * Adds runs of a fault to the table.
     *
     * @param seconds without output, or as the fault's name says; fewer values than runs if some were not measured
     */
    static synchronized void add(Fault fault, int runs, int lost, int duplicates, List<Double> seconds) {
        System.err.printf(
                "%d of %s: %d lost, %d duplicated, seconds %s%n", runs, fault.name(), lost, duplicates, seconds);
        Row none = new Row(0, 0, 0, List.of());
        ROWS.merge(fault, none.plus(new Row(runs, lost, duplicates, seconds)), Row::plus);
    }

    /** The faults whose median exceeds their limit. */
    static synchronized List<String> slow(String prefix) {
        return ROWS.entrySet().stream()
                .filter(row ->
                        row.getKey().name().startsWith(prefix) && row.getKey().hasLimit())
                .filter(row -> !row.getValue().seconds().isEmpty())
                .filter(row -> row.getValue().median() > row.getKey().limit())
                .map(row -> line(row.getKey(), row.getValue()))
                .toList();
    }

    /** The median over all faults with this prefix. */
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
                .formatted(fault.name(), row.runs(), row.lost(), row.duplicates(), times, limit);
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
                | fault | runs | lost | duplicates | seconds: median | most | limit |
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
