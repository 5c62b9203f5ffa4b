package dev.heatwire.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a run's broker and state: the user's, used by one process at a time, or one that goes with the run. */
final class Workspace implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final FileChannel lock;

    private Workspace(Path folder, boolean temporary, FileChannel lock) {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** @throws IOException when another process uses the folder */
    static Workspace open(Optional<Path> data) throws IOException {
        Path folder = data.isPresent()
                ? Files.createDirectories(data.get()).toAbsolutePath()
                : Files.createTempDirectory("heatwire-");
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another heatwire uses " + folder);
        }
        return new Workspace(folder, data.isEmpty(), channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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
