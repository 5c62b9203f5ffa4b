package dev.heatwire.faults.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.heatwire.faults.process.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patches that show that the fault suite detects mistakes still fit the code. */
@Tag("full")
class BreakagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("faults").resolve("breakages"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    void shouldApply(Path patch) throws Exception {
        assumeThat(ExternalCommand.of("git", "--version").succeeds()).isTrue();
        ExternalCommand.Result check = ExternalCommand.of("git", "apply", "--check", patch.toString())
                .in(ROOT)
                .run();
        assertThat(check.exitCode()).as(check.err()).isZero();
    }
}
