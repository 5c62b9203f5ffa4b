package dev.heatwire.app.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An exclusive lock on a directory; the operating system releases it when the process exits or is killed. */
final class DirectoryLock implements Closeable {
    /** The directories that this process has locked. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DirectoryLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Locks the directory, creating it if necessary.
     *
     * @return empty if it is already locked
     */
    static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
        Path path = Files.createDirectories(directory).toRealPath();
        // not even opened: on Linux, closing a file releases the locks of the process on it
        if (!HELD.add(path)) {
            return Optional.empty();
        }
        Optional<DirectoryLock> lock = Optional.empty();
        try {
            lock = lock(path);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(path);
            }
        }
        return lock;
    }

    private static Optional<DirectoryLock> lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() != null) {
            return Optional.of(new DirectoryLock(path, channel));
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(path);
        }
    }
}
