package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTellWhichFilesCameOrChanged() throws IOException {
        try (Watch watch = new Watch(folder.getFileSystem())) {
            watch.follow(Set.of(folder));
            watch.takeNews();
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
        try (Watch watch = new Watch(folder.getFileSystem())) {
            assertThat(watch.hasNews()).isFalse();
            watch.follow(Set.of(folder));

            assertThat(watch.hasNews()).isTrue();
            assertThat(watch.takeNews().complete()).isFalse();
            assertThat(watch.takeNews().complete()).isTrue();

            watch.follow(Set.of(folder));
            assertThat(watch.takeNews().complete()).isTrue();
        }
    }

    @Test
    void shouldSayWhenThereWasTooMuchToTell() throws IOException {
        try (Watch watch = new Watch(folder.getFileSystem())) {
            watch.follow(Set.of(folder));
            watch.takeNews();
            // nobody asks meanwhile; Java keeps 512 events of a folder
            for (int i = 0; i < 2_000; i++) {
                Files.createFile(folder.resolve(i + ".md"));
            }
            await().until(() -> watch.hasNews() && !watch.takeNews().complete());
        }
    }

    private static void awaitNewsOf(Watch watch, Path file) {
        Set<Path> seen = new HashSet<>();
        await().until(() -> {
            if (watch.hasNews()) {
                Watch.News news = watch.takeNews();
                assertThat(news.complete()).isTrue();
                seen.addAll(news.changed());
            }
            return seen.contains(file);
        });
        assertThat(seen).containsExactly(file);
    }
}
