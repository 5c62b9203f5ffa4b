package dev.heatwire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Map<String, List<String>> KNOWN = Map.of("growth", List.of("sizes", "json"));

    @Test
    void shouldTakeGivenValuesAndDefaults() {
        Options options = of("growth --sizes 10,20");

        assertThat(options.numbers("sizes", "1")).containsExactly(10, 20);
        assertThat(options.file("json", "growth.json")).hasFileName("growth.json");
    }

    // a mistyped option must not start a benchmark with defaults
    @ParameterizedTest
    @ValueSource(
            strings = {"", "grow", "growth --help", "growth --size 10", "growth --sizes", "growth --sizes 10 --json"})
    void shouldRefuseUnknownBenchmarksAndOptions(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(line));
    }

    private static Options of(String line) {
        return Options.of(line.isEmpty() ? new String[0] : line.split(" "), KNOWN);
    }
}
