package dev.heatwire.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    @TempDir
    private Path state;

    @Test
    void shouldGiveEachProcessANameAndAFolderOfItsOwn() throws IOException {
        try (Instance one = claim();
                Instance two = claim()) {
            assertThat(one.folder()).isEqualTo(state.resolve("rank/1"));
            assertThat(two.folder()).isEqualTo(state.resolve("rank/2"));
            assertThat(one.name()).startsWith("rank-1-");
            assertThat(two.name()).startsWith("rank-2-");
        }
    }

    @Test
    void shouldBeTheSameInstanceAfterARestart() throws IOException {
        Instance before = claim();
        before.close();

        try (Instance after = claim()) {
            assertThat(after.name()).isEqualTo(before.name());
            assertThat(after.folder()).isEqualTo(before.folder());
        }
    }

    @Test
    void shouldHaveOtherNamesOnOtherMachines() throws IOException {
        try (Instance here = claim();
                Instance there = Instance.claim(state.resolve("elsewhere"), "rank", Optional.empty())) {
            assertThat(here.name()).isNotEqualTo(there.name());
        }
    }

    @Test
    void shouldNotRunTheSameNamedInstanceTwice() throws IOException {
        try (Instance named = Instance.claim(state, "rank", Optional.of("blue"))) {
            assertThat(named.name()).isEqualTo("blue");
            assertThatIOException()
                    .isThrownBy(() -> Instance.claim(state, "rank", Optional.of("blue")))
                    .withMessageContaining("another heatwire runs as instance blue of rank");
        }
    }

    private Instance claim() throws IOException {
        return Instance.claim(state, "rank", Optional.empty());
    }
}
