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
    void shouldGiveEachProcessANameAndAFolderOfItsOwn() throws IOException {
        try (StageInstance one = claim();
                StageInstance two = claim()) {
            assertThat(one.folder()).isEqualTo(state.resolve("rank/1"));
            assertThat(two.folder()).isEqualTo(state.resolve("rank/2"));
            assertThat(one.name()).startsWith("rank-1-");
            assertThat(two.name()).startsWith("rank-2-");
        }
    }

    @Test
    void shouldBeTheSameInstanceAfterARestart() throws IOException {
        StageInstance before = claim();
        before.close();

        try (StageInstance after = claim()) {
            assertThat(after.name()).isEqualTo(before.name());
            assertThat(after.folder()).isEqualTo(before.folder());
        }
    }

    @Test
    void shouldHaveOtherNamesOnOtherMachines() throws IOException {
        try (StageInstance here = claim();
                StageInstance there = StageInstance.claim(state.resolve("elsewhere"), "rank", Optional.empty())) {
            assertThat(here.name()).isNotEqualTo(there.name());
        }
    }

    @Test
    void shouldNotRunTheSameNamedInstanceTwice() throws IOException {
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
