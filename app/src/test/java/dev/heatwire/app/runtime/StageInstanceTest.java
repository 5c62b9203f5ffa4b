package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageInstanceTest {
    @TempDir
    private Path state;

    @Test
    void shouldGiveEachProcessItsOwnNameAndDirectory() throws IOException {
        try (StageInstance first = claim();
                StageInstance second = claim()) {
            assertThat(first.folder()).isEqualTo(state.resolve("rank/1"));
            assertThat(second.folder()).isEqualTo(state.resolve("rank/2"));
            assertThat(first.name()).startsWith("rank-1-");
            assertThat(second.name()).startsWith("rank-2-");
        }
    }

    @Test
    void shouldKeepNameAndDirectoryAfterARestart() throws IOException {
        StageInstance before = claim();
        before.close();

        try (StageInstance after = claim()) {
            assertThat(after.name()).isEqualTo(before.name());
            assertThat(after.folder()).isEqualTo(before.folder());
        }
    }

    @Test
    void shouldGenerateDifferentNamesInDifferentStateDirectories() throws IOException {
        try (StageInstance local = claim();
                StageInstance other = StageInstance.claim(state.resolve("elsewhere"), "rank", Optional.empty())) {
            assertThat(local.name()).isNotEqualTo(other.name());
        }
    }

    @Test
    void shouldRefuseASecondProcessWithTheSameInstanceName() throws IOException {
        try (StageInstance named = StageInstance.claim(state, "rank", Optional.of("blue"))) {
            assertThat(named.name()).isEqualTo("blue");
            assertThatIOException()
                    .isThrownBy(() -> StageInstance.claim(state, "rank", Optional.of("blue")))
                    .withMessageContaining("another heatwire runs as instance blue of rank");
        }
    }

    private StageInstance claim() throws IOException {
        return StageInstance.claim(state, "rank", Optional.empty());
    }
}
