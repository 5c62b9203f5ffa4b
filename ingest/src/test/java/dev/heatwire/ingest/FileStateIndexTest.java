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

    private final FileStateIndex site = new FileStateIndex(Map.of());

    @Test
    void shouldLetTheFilePublishedLatestSpeak() {
        site.put("a.md", state("id", NOON));
        site.put("b.md", state("id", NOON.plusSeconds(1)));

        assertThat(site.winningFileFor("id")).contains("b.md");
    }

    @Test
    void shouldLetTheSmallerPathSpeakAmongEquals() {
        site.put("b.md", state("id", NOON));
        site.put("a.md", state("id", NOON));

        assertThat(site.winningFileFor("id")).contains("a.md");
    }

    @Test
    void shouldForgetWhatAFileSaidBefore() {
        site.put("a.md", state("id", NOON));
        site.put("a.md", state("other", NOON));
        assertThat(site.winningFileFor("id")).isEmpty();
        assertThat(site.pathsOf("other")).containsExactly("a.md");

        site.remove("a.md");
        site.remove("a.md");

        assertThat(site.pathsOf("other")).isEmpty();
        assertThat(site.files()).isEmpty();
    }

    private static FileState state(String article, Instant published) {
        return new FileState(
                State.PUBLISHED,
                "hash",
                false,
                Optional.of(article),
                Optional.of(published),
                List.of(),
                List.of(),
                NOON);
    }
}
