package dev.heatwire.app.cli;

import dev.heatwire.app.report.JsonViews;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the result of a command in the format that the user chose. */
public final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "Output format: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    private enum Format {
        table,
        json
    }

    boolean isJson() {
        return format == Format.json;
    }

    PrintWriter lines() {
        return command.commandLine().getOut();
    }

    /**
     * Prints the result in the chosen format.
     *
     * @param json supplies the value to serialize
     * @param table prints the text
     */
    public void print(Supplier<?> json, Consumer<PrintWriter> table) {
        if (isJson()) {
            lines().println(JsonViews.json(json.get()));
        } else {
            table.accept(lines());
        }
    }
}
