package dev.heatwire.ingest;

import dev.heatwire.events.FileState;
import dev.heatwire.ingest.directory.FileCleaner;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Holds the files that the cleanup policy removes, until the cleaner has removed them. */
final class CleanupQueue {
    private final FileCleaner cleaner;
    private final FileStateIndex fileStates;
    private final Set<String> paths = new HashSet<>();

    CleanupQueue(FileCleaner cleaner, FileStateIndex fileStates) {
        this.cleaner = cleaner;
        this.fileStates = fileStates;
    }

    /** Removes these files and the ones that could not be removed before; call it after their states are committed. */
    void clean(Collection<String> committedPaths) {
        paths.addAll(committedPaths);
        paths.removeIf(path -> fileStates
                .file(path)
                .filter(FileState::removedByIngest)
                .map(state -> cleaner.clean(path, state))
                .orElse(true));
    }
}
