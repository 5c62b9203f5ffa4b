package dev.heatwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionCheckTest {
    private final Table table = new Table(new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0.40, true", "0.31, true", "0.29, false", "0.80, true"})
    void shouldTolerateALossOf25Percent(double rank, boolean expected) throws IOException {
        Path committed = Files.writeString(folder.resolve("ratios.json"), "{\"enrich\": 0.5, \"rank\": 0.4}");

        assertThat(RegressionCheck.holds(Map.of("enrich", 0.5, "rank", rank), committed, table))
                .isEqualTo(expected);
    }

    @Test
    void shouldTakeTheMedianOfRounds() {
        assertThat(RegressionCheck.median(List.of(5.0, 1.0, 2.0, 100.0, 3.0))).isEqualTo(3.0);
    }
}
