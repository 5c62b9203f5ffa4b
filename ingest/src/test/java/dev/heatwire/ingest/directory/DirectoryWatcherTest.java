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

    @Test
    void shouldGoOnWithoutEventsWhenThereIsNoWatchService() {
        DirectoryWatcher.ServiceOpener exhausted = () -> {
            throw new IOException("User limit of inotify instances reached or too many open files");
        };
        try (DirectoryWatcher watcher = new DirectoryWatcher(exhausted)) {
            watcher.watchOnly(Set.of(folder));

            assertThat(watcher.hasChanges()).isFalse();
            // with no events and none lost, full scans run at their interval only
            assertThat(watcher.takeChanges()).isEqualTo(new DirectoryWatcher.Changes(Set.of(), true));
        }
    }

    @Test
    void shouldNotRegisterAFolderAgainThatCannotBeWatched() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path path = Files.createFile(folder.resolve("path"));
        try (DirectoryWatcher watcher = new DirectoryWatcher(folder.getFileSystem())) {
            watcher.watchOnly(Set.of(other, path));
            watcher.takeChanges();
            Files.delete(path);
            Files.createDirectory(path);

            watcher.watchOnly(Set.of(other, path));
            assertThat(watcher.takeChanges().complete()).isTrue();

            // no longer to watch the other folder may have made room for this one
            watcher.watchOnly(Set.of(path));
            assertThat(watcher.takeChanges().complete()).isFalse();
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
