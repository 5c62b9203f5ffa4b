package dev.heatwire.faults.pipeline;

import dev.heatwire.app.cli.HeatwireCommand;
import dev.heatwire.events.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A run of the heatwire command within the test's JVM. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = HeatwireCommand.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    JsonNode json() {
        return Json.MAPPER.readTree(out);
    }
}
