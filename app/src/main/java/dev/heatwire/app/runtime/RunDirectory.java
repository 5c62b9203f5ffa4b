package dev.heatwire.app.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The locked directory of broker data and local stores; deleted on close if it is temporary. */
public final class RunDirectory implements AutoCloseable {
    private final Path directory;
    private final Closeable lock;

    private RunDirectory(Path directory, Closeable lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens the given directory, or a temporary one.
     *
     * @throws IOException if another process uses the directory
     */
    public static RunDirectory open(Optional<Path> data) throws IOException {
        if (data.isEmpty()) {
            TemporaryDirectory temporary = TemporaryDirectory.create();
            return new RunDirectory(temporary.path(), temporary);
        }
        Path directory = Files.createDirectories(data.get()).toAbsolutePath();
        DirectoryLock lock = DirectoryLock.tryLock(directory)
                .orElseThrow(() -> new IOException("another heatwire uses " + directory));
        TemporaryDirectory.keep(directory);
        return new RunDirectory(directory, lock);
    }

    public Path broker() {
        return directory.resolve("broker");
    }

    public Path state() {
        return directory.resolve("state");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
