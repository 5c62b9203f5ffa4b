package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncleanShutdownMarkerTest {
    @TempDir
    private Path folder;

    @Test
    void shouldKeepStoresThatWereClosed() throws IOException {
        UncleanShutdownMarker first = UncleanShutdownMarker.clear(folder, "rank");
        Path store = store("rank/0_1");
        first.none();
        UncleanShutdownMarker.clear(folder, "rank");

        assertThat(store).exists();
    }

    @Test
    void shouldDeleteStoresThatNobodyClosed() throws IOException {
        UncleanShutdownMarker.clear(folder, "rank");
        Path store = store("rank/0_1");
        Path ofAnother = store("sink/0_1");
        Path process = Files.createFile(folder.resolve("rank/kafka-streams-process-metadata"));
        UncleanShutdownMarker.clear(folder, "rank");

        assertThat(store.getParent()).doesNotExist();
        assertThat(folder.resolve("rank/0_1")).doesNotExist();
        assertThat(process).exists();
        assertThat(ofAnother).exists();
    }

    @Test
    void shouldDeleteThemAgainWhenItIsKilledAgain() throws IOException {
        UncleanShutdownMarker.clear(folder, "rank");
        UncleanShutdownMarker.clear(folder, "rank");
        Path store = store("rank/0_1");
        UncleanShutdownMarker.clear(folder, "rank");

        assertThat(store).doesNotExist();
    }

    private Path store(String task) throws IOException {
        Path store = Files.createDirectories(folder.resolve(task).resolve("rocksdb/articles"));
        return Files.createFile(store.resolve("CURRENT"));
    }
}
