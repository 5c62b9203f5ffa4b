package dev.heatwire.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldReplaceThePreviousTextOnATerminal() {
        Screen screen = new Screen(new PrintWriter(out), true);

        screen.show("a\nb");
        screen.show("c");

        assertThat(out).hasToString("\u001B[2J\u001B[Ha\u001B[K\nb\u001B[K\n\u001B[J" + "\u001B[Hc\u001B[K\n\u001B[J");
    }

    @Test
    void shouldPrintNoControlCharactersElsewhere() {
        Screen screen = new Screen(new PrintWriter(out), false);

        screen.show("a\nb");
        screen.show("c");

        assertThat(out).hasToString("a\nb\n\nc\n");
    }
}
