package dev.heatwire.ingest.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatcherTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReportCreatedChangedAndDeletedFiles() throws IOException {
        try (DirectoryWatcher watcher = new DirectoryWatcher(folder.getFileSystem())) {
            watcher.watchOnly(Set.of(folder));
            watcher.takeChanges();
            Path file = Files.writeString(folder.resolve("a.md"), "text");

            awaitChangeOf(watcher, file);
            Files.writeString(file, "other");
            awaitChangeOf(watcher, file);
            Files.delete(file);
            awaitChangeOf(watcher, file);
        }
    }

    @Test
    void shouldReportLostEventsForANewlyWatchedFolder() throws IOException {
        try (DirectoryWatcher watcher = new DirectoryWatcher(folder.getFileSystem())) {
            assertThat(watcher.hasChanges()).isFalse();
            watcher.watchOnly(Set.of(folder));

            assertThat(watcher.hasChanges()).isTrue();
            assertThat(watcher.takeChanges().complete()).isFalse();
            assertThat(watcher.takeChanges().complete()).isTrue();

            watcher.watchOnly(Set.of(folder));
            assertThat(watcher.takeChanges().complete()).isTrue();
        }
    }

    @Test
    void shouldReportLostEventsWhenThereAreTooMany() throws IOException {
        try (DirectoryWatcher watcher = new DirectoryWatcher(folder.getFileSystem())) {
            watcher.watchOnly(Set.of(folder));
            watcher.takeChanges();
            // the test takes no changes meanwhile, and Java queues 512 events of a folder
            for (int i = 0; i < 2_000; i++) {
                Files.createFile(folder.resolve(i + ".md"));
            }
            await().until(() -> watcher.hasChanges() && !watcher.takeChanges().complete());
        }
    }

    private static void awaitChangeOf(DirectoryWatcher watcher, Path file) {
        Set<Path> seen = new HashSet<>();
        await().until(() -> {
            if (watcher.hasChanges()) {
                DirectoryWatcher.Changes changes = watcher.takeChanges();
                assertThat(changes.complete()).isTrue();
                seen.addAll(changes.paths());
            }
            return seen.contains(file);
        });
        assertThat(seen).containsExactly(file);
    }
}
