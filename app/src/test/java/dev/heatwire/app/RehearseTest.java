package dev.heatwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearseTest {
    @Test
    @Timeout(120)
    void shouldDoOnceWhatAllStagesDo() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int exit = Heatwire.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("rehearse", "../seeds");

        assertThat(exit).as(err::toString).isZero();
        assertThat(err.toString()).contains("health and metrics on");
        assertThat(out.toString()).contains("5 articles read");
    }
}
