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
    void shouldTakeWhatIsGivenAndElseWhatIsUsual() {
        Options options = of("growth --sizes 10,20");

        assertThat(options.numbers("sizes", "1")).containsExactly(10, 20);
        assertThat(options.file("json", "growth.json")).hasFileName("growth.json");
    }

    // what was mistyped must not run for a quarter of an hour with what was not meant
    @ParameterizedTest
    @ValueSource(
            strings = {"", "grow", "growth --help", "growth --size 10", "growth --sizes", "growth --sizes 10 --json"})
    void shouldRefuseWhatItDoesNotKnow(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(line));
    }

    private static Options of(String line) {
        return Options.of(line.isEmpty() ? new String[0] : line.split(" "), KNOWN);
    }
}
