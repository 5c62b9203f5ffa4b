package dev.heatwire.ingest.directory;

import dev.heatwire.events.FileState;
import dev.heatwire.events.FileState.State;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves or deletes article files after their states are committed, as the cleanup policy says. A file whose content is
 * not the recorded one is put back.
 */
public final class FileCleaner {
    static final String DONE = "done";
    static final String FAILED = "failed";

    private static final Logger LOG = LoggerFactory.getLogger(FileCleaner.class);

    private final SiteDirectory directory;
    private final CleanupPolicy policy;
    private final int maxBytes;
    private final Set<String> failed = new HashSet<>();

    /** @param maxBytes the limit with which the files were read */
    public FileCleaner(SiteDirectory directory, CleanupPolicy policy, int maxBytes) {
        this.directory = directory;
        this.policy = policy;
        this.maxBytes = maxBytes;
    }

    /** @return false when the file could not be moved or deleted, and must be tried again */
    public boolean clean(String path, FileState state) {
        try {
            Path moved = directory.moveTo(state.state() == State.PUBLISHED ? DONE : FAILED, path);
            if (!directory
                    .contentOf(path, directory.readFrom(moved, maxBytes))
                    .sha256()
                    .equals(state.sha256())) {
                putBack(moved, path);
            } else if (policy == CleanupPolicy.DELETE) {
                Files.delete(moved);
            }
            failed.remove(path);
            return true;
        } catch (NoSuchFileException e) {
            // another process has removed the file
            return true;
        } catch (IOException | InvalidPathException e) {
            if (failed.add(path)) {
                LOG.warn("{} cannot be moved or deleted, and will be tried again: {}", path, e.toString());
            }
            return false;
        }
    }

    private void putBack(Path moved, String path) throws IOException {
        try {
            Path original = directory.pathOf(path);
            Files.createDirectories(original.getParent());
            Files.move(moved, original);
        } catch (FileAlreadyExistsException e) {
            LOG.warn("{} was replaced while it was being moved; its intermediate content is in {}", path, moved);
        }
    }
}
