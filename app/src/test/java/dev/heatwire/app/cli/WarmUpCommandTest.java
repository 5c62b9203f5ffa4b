package dev.heatwire.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("full")
class WarmUpCommandTest {
    @Test
    @Timeout(120)
    void shouldRunThePipelineAndRequestHealthAndMetrics() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = HeatwireCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("warm-up", "../seeds");

        assertThat(exit).as(err::toString).isZero();
        assertThat(err.toString()).contains("health and metrics on");
        assertThat(out.toString()).contains("5 articles read");
    }
}
