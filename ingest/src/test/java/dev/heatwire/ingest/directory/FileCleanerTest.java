package dev.heatwire.ingest.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import dev.heatwire.ingest.parse.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileCleanerTest {
    private static final String TEXT = "content";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"PUBLISHED, done", "SHADOWED, failed", "REJECTED, failed"})
    void shouldMoveToDoneOnlyWhatIsPublished(State state, String folder) throws IOException {
        Files.createDirectories(root.resolve("articles"));
        Files.writeString(root.resolve("articles/a.md"), TEXT);
        SiteDirectory directory = new SiteDirectory(root, FileFilter.STANDARD);
        directory.scan();

        boolean cleaned = new FileCleaner(directory, CleanupPolicy.MOVE, 100).clean("articles/a.md", file(state));

        assertThat(cleaned).isTrue();
        assertThat(root.resolve(folder + "/articles/a.md")).hasContent(TEXT);
        assertThat(root.resolve("articles/a.md")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeleteOnlyWhatIsPublished(State state) {
        assertThat(CleanupPolicy.DELETE.removes(state)).isEqualTo(state == State.PUBLISHED);
    }

    private static FileState file(State state) {
        return new FileState(
                state,
                Content.of(TEXT.getBytes(UTF_8)).sha256(),
                true,
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
