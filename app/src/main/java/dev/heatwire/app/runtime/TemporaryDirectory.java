package dev.heatwire.app.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A locked temporary directory of this process. It is deleted on close; when the process is killed, the next one that
 * creates such a directory deletes it.
 */
final class TemporaryDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);
    private static final String PREFIX = "heatwire-";
    /** Tells a temporary directory from one of the same name that a user has given. */
    private static final String MARKER = ".temporary";

    private final Path path;
    private final DirectoryLock lock;

    private TemporaryDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates a directory where Java keeps temporary files, and deletes those of killed processes. */
    static TemporaryDirectory create() throws IOException {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static TemporaryDirectory createIn(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, PREFIX);
        DirectoryLock lock = DirectoryLock.tryLock(path)
                .orElseThrow(() -> new IOException("another process has locked the new directory " + path));
        // after the lock: a marked directory without a lock has no process
        Files.createFile(path.resolve(MARKER));
        deleteAbandoned(parent, Files.getOwner(path));
        return new TemporaryDirectory(path, lock);
    }

    Path path() {
        return path;
    }

    /** Makes a directory that the user gives permanent, in case it was once temporary. */
    static void keep(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(MARKER));
    }

    private static void deleteAbandoned(Path parent, UserPrincipal user) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                deleteIfAbandoned(directory, user);
            }
        } catch (IOException e) {
            LOG.debug("cannot list {}", parent, e);
        }
    }

    private static void deleteIfAbandoned(Path directory, UserPrincipal user) {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isRegularFile(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                return;
            }
            Optional<DirectoryLock> lock = DirectoryLock.tryLock(directory);
            if (lock.isPresent()) {
                LOG.info("deleting {}, which a killed process has left", directory);
                new TemporaryDirectory(directory, lock.get()).close();
            }
        } catch (IOException e) {
            // another process deletes it at the same time, or it cannot be deleted
            LOG.debug("cannot delete {}", directory, e);
        }
    }

    /** Deletes the directory while it is locked, so that no other process deletes it at the same time. */
    @Override
    public void close() throws IOException {
        try {
            Utils.delete(path.toFile());
        } catch (IOException e) {
            // Windows does not delete the file of the lock while it is open
            LOG.debug("cannot delete {} while it is locked", path, e);
        } finally {
            lock.close();
        }
        Utils.delete(path.toFile());
    }
}
