package dev.heatwire.bench;

import dev.heatwire.events.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a benchmark, printed as rows and written as JSON. */
final class Table {
    private final PrintStream out;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Table(PrintStream out) {
        this.out = out;
    }

    void head(String format, Object... columns) {
        out.printf("%n" + format + "%n", columns);
    }

    void row(String format, Object... columns) {
        out.printf(format + "%n", columns);
        out.flush();
    }

    void put(String section, String name, Object value) {
        @SuppressWarnings("unchecked")
        Map<String, Object> values =
                (Map<String, Object>) figures.computeIfAbsent(section, key -> new LinkedHashMap<String, Object>());
        values.put(name, value);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
        out.println("written to " + file);
    }
}
