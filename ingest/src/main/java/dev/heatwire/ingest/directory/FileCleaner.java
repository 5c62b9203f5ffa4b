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
 * Takes article files out of the site folder once the ledger has them, and never one that was not read: what turns out
 * to have changed on the way is put back.
 */
public final class FileCleaner {
    static final String DONE = "done";
    static final String FAILED = "failed";

    private static final Logger LOG = LoggerFactory.getLogger(FileCleaner.class);

    private final SiteDirectory folder;
    private final CleanupPolicy after;
    private final int limit;
    private final Set<String> stuck = new HashSet<>();

    /** @param limit how many bytes of a file were read, at most */
    public FileCleaner(SiteDirectory folder, CleanupPolicy after, int limit) {
        this.folder = folder;
        this.after = after;
        this.limit = limit;
    }

    /** @return whether the file is where it belongs now; if not, it must be tried again */
    public boolean dispose(String path, FileState state) {
        try {
            Path moved = folder.moveTo(state.state() == State.REJECTED ? FAILED : DONE, path);
            if (!Content.of(folder.readFrom(moved, limit)).sha256().equals(state.sha256())) {
                putBack(moved, path);
            } else if (after == CleanupPolicy.DELETE) {
                Files.delete(moved);
            }
            stuck.remove(path);
            return true;
        } catch (NoSuchFileException e) {
            // somebody else took it away
            return true;
        } catch (IOException | InvalidPathException e) {
            if (stuck.add(path)) {
                LOG.warn("{} was published and cannot be taken away, which is tried again: {}", path, e.toString());
            }
            return false;
        }
    }

    private void putBack(Path moved, String path) throws IOException {
        try {
            Path place = folder.pathOf(path);
            Files.createDirectories(place.getParent());
            Files.move(moved, place);
        } catch (FileAlreadyExistsException e) {
            LOG.warn("{} was replaced while it was taken away; what it held in between is in {}", path, moved);
        }
    }
}
