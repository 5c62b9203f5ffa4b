package dev.heatwire.app.cli;

import dev.heatwire.app.report.JsonViews;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command prints its result, and whether for people or for programs. */
public final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--format", defaultValue = "table", description = "${COMPLETION-CANDIDATES}")
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

    /** @param forPrograms what becomes JSON */
    void print(Supplier<?> forPrograms, Consumer<PrintWriter> forPeople) {
        if (isJson()) {
            lines().println(JsonViews.json(forPrograms.get()));
        } else {
            forPeople.accept(lines());
        }
    }
}
