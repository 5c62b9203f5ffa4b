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
    void shouldTellWhichFilesCameOrChanged() throws IOException {
        try (DirectoryWatcher watch = new DirectoryWatcher(folder.getFileSystem())) {
            watch.follow(Set.of(folder));
            watch.takeChanges();
            Path file = Files.writeString(folder.resolve("a.md"), "text");

            awaitNewsOf(watch, file);
            Files.writeString(file, "other");
            awaitNewsOf(watch, file);
            Files.delete(file);
            awaitNewsOf(watch, file);
        }
    }

    @Test
    void shouldNotKnowWhatHappenedInAFolderBefore() throws IOException {
        try (DirectoryWatcher watch = new DirectoryWatcher(folder.getFileSystem())) {
            assertThat(watch.hasChanges()).isFalse();
            watch.follow(Set.of(folder));

            assertThat(watch.hasChanges()).isTrue();
            assertThat(watch.takeChanges().complete()).isFalse();
            assertThat(watch.takeChanges().complete()).isTrue();

            watch.follow(Set.of(folder));
            assertThat(watch.takeChanges().complete()).isTrue();
        }
    }

    @Test
    void shouldSayWhenThereWasTooMuchToTell() throws IOException {
        try (DirectoryWatcher watch = new DirectoryWatcher(folder.getFileSystem())) {
            watch.follow(Set.of(folder));
            watch.takeChanges();
            // nobody asks meanwhile; Java keeps 512 events of a folder
            for (int i = 0; i < 2_000; i++) {
                Files.createFile(folder.resolve(i + ".md"));
            }
            await().until(() -> watch.hasChanges() && !watch.takeChanges().complete());
        }
    }

    private static void awaitNewsOf(DirectoryWatcher watch, Path file) {
        Set<Path> seen = new HashSet<>();
        await().until(() -> {
            if (watch.hasChanges()) {
                DirectoryWatcher.Changes news = watch.takeChanges();
                assertThat(news.complete()).isTrue();
                seen.addAll(news.changed());
            }
            return seen.contains(file);
        });
        assertThat(seen).containsExactly(file);
    }
}
