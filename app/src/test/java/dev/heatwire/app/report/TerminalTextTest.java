package dev.heatwire.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    @Test
    void shouldReplaceCharactersThatControlTheTerminal() {
        assertThat(TerminalText.printable("a\u001B[31mb\nc\u202Ed")).isEqualTo("a [31mb c d");
    }

    @Test
    void shouldCountTwoColumnsForEastAsianCharacters() {
        assertThat(TerminalText.width("a日本b")).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 files", "1, 1 file", "2, 2 files"})
    void shouldUseTheSingularForOneOnly(long count, String text) {
        assertThat(TerminalText.count(count, "file")).isEqualTo(text);
    }
}
