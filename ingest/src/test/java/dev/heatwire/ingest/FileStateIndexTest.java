package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileStateIndexTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FileStateIndex fileStates = new FileStateIndex(Map.of());

    @Test
    void shouldChooseTheFileWithTheLatestPublicationDate() {
        fileStates.put("a.md", state("id", NOON));
        fileStates.put("b.md", state("id", NOON.plusSeconds(1)));

        assertThat(fileStates.winningFileFor("id")).contains("b.md");
    }

    @Test
    void shouldChooseTheSmallerPathWhenDatesAreEqual() {
        fileStates.put("b.md", state("id", NOON));
        fileStates.put("a.md", state("id", NOON));

        assertThat(fileStates.winningFileFor("id")).contains("a.md");
    }

    @Test
    void shouldForgetTheEarlierArticleOfAFile() {
        fileStates.put("a.md", state("id", NOON));
        fileStates.put("a.md", state("other", NOON));
        assertThat(fileStates.winningFileFor("id")).isEmpty();
        assertThat(fileStates.pathsOf("other")).containsExactly("a.md");

        fileStates.remove("a.md");
        fileStates.remove("a.md");

        assertThat(fileStates.pathsOf("other")).isEmpty();
        assertThat(fileStates.files()).isEmpty();
    }

    private static FileState state(String article, Instant published) {
        return new FileState(
                State.PUBLISHED,
                Optional.of("hash"),
                false,
                Optional.of(article),
                Optional.of(published),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                NOON);
    }
}
