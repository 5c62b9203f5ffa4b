package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a run's broker and state: the user's, used by one process at a time, or one that goes with the run. */
public final class RunDirectory implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final DirectoryLock lock;

    private RunDirectory(Path folder, boolean temporary, DirectoryLock lock) {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** @throws IOException when another process uses the folder */
    public static RunDirectory open(Optional<Path> data) throws IOException {
        Path folder = data.isPresent()
                ? Files.createDirectories(data.get()).toAbsolutePath()
                : Files.createTempDirectory("heatwire-");
        DirectoryLock lock =
                DirectoryLock.tryLock(folder).orElseThrow(() -> new IOException("another heatwire uses " + folder));
        return new RunDirectory(folder, data.isEmpty(), lock);
    }

    public Path broker() {
        return folder.resolve("broker");
    }

    public Path state() {
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
