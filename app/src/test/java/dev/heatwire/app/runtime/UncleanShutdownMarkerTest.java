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
    void shouldKeepStoresAfterACleanShutdown() throws IOException {
        UncleanShutdownMarker marker = UncleanShutdownMarker.place(folder, "rank");
        Path store = store("rank/0_1");
        marker.remove();
        UncleanShutdownMarker.place(folder, "rank");

        assertThat(store).exists();
    }

    @Test
    void shouldDeleteStoresAfterAnUncleanShutdown() throws IOException {
        UncleanShutdownMarker.place(folder, "rank");
        Path store = store("rank/0_1");
        Path otherStage = store("sink/0_1");
        Path metadata = Files.createFile(folder.resolve("rank/kafka-streams-process-metadata"));
        UncleanShutdownMarker.place(folder, "rank");

        assertThat(store.getParent()).doesNotExist();
        assertThat(folder.resolve("rank/0_1")).doesNotExist();
        assertThat(metadata).exists();
        assertThat(otherStage).exists();
    }

    @Test
    void shouldDeleteStoresAfterEachUncleanShutdown() throws IOException {
        UncleanShutdownMarker.place(folder, "rank");
        UncleanShutdownMarker.place(folder, "rank");
        Path store = store("rank/0_1");
        UncleanShutdownMarker.place(folder, "rank");

        assertThat(store).doesNotExist();
    }

    private Path store(String task) throws IOException {
        Path store = Files.createDirectories(folder.resolve(task).resolve("rocksdb/articles"));
        return Files.createFile(store.resolve("CURRENT"));
    }
}
