package dev.heatwire.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a run's broker and state: the user's, used by one process at a time, or one that goes with the run. */
final class Workspace implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final FolderLock lock;

    private Workspace(Path folder, boolean temporary, FolderLock lock) {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** @throws IOException when another process uses the folder */
    static Workspace open(Optional<Path> data) throws IOException {
        Path folder = data.isPresent()
                ? Files.createDirectories(data.get()).toAbsolutePath()
                : Files.createTempDirectory("heatwire-");
        FolderLock lock =
                FolderLock.tryLock(folder).orElseThrow(() -> new IOException("another heatwire uses " + folder));
        return new Workspace(folder, data.isEmpty(), lock);
    }

    Path broker() {
        return folder.resolve("broker");
    }

    Path state() {
        return folder.resolve("state");
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
