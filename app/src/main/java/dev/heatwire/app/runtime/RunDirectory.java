package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/** The locked directory of broker data and local stores; deleted on close if it is temporary. */
public final class RunDirectory implements AutoCloseable {
    private final Path directory;
    private final boolean temporary;
    private final DirectoryLock lock;

    private RunDirectory(Path directory, boolean temporary, DirectoryLock lock) {
        this.directory = directory;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * Opens the given directory, or a temporary one.
     *
     * @throws IOException if another process uses the directory
     */
    public static RunDirectory open(Optional<Path> data) throws IOException {
        Path directory = data.isPresent()
                ? Files.createDirectories(data.get()).toAbsolutePath()
                : Files.createTempDirectory("heatwire-");
        DirectoryLock lock = DirectoryLock.tryLock(directory)
                .orElseThrow(() -> new IOException("another heatwire uses " + directory));
        return new RunDirectory(directory, data.isEmpty(), lock);
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
        if (temporary) {
            Utils.delete(directory.toFile());
        }
    }
}
