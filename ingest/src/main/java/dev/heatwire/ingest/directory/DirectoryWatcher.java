package dev.heatwire.ingest.directory;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports file events of the site folder as hints. Events can be lost on network drives, in bind mounts, or when there
 * are too many, so the folder must also be scanned regularly.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);

    /** Absent when the system has no watch service left; then there are no events, and scans find all changes. */
    private final Optional<WatchService> service;

    private final Map<Path, WatchKey> keys = new HashMap<>();
    /** Folders whose registration failed; they are not registered again until a registration becomes free. */
    private final Set<Path> unwatched = new HashSet<>();

    private final Set<Path> changed = new HashSet<>();
    private boolean eventsLost;
    private boolean warned;

    public DirectoryWatcher(FileSystem files) {
        this(files::newWatchService);
    }

    DirectoryWatcher(ServiceOpener opener) {
        this.service = open(opener);
    }

    /** Opens a watch service; Linux limits their number by {@code fs.inotify.max_user_instances}. */
    @FunctionalInterface
    interface ServiceOpener {
        WatchService open() throws IOException;
    }

    private static Optional<WatchService> open(ServiceOpener opener) {
        try {
            return Optional.of(opener.open());
        } catch (IOException e) {
            LOG.warn("the site folder cannot be watched and is scanned regularly instead: {}", e.toString());
            return Optional.empty();
        }
    }

    /**
     * The file events since the last call.
     *
     * @param paths files and folders that were created, modified or deleted
     * @param complete false when events are known to be lost
     */
    public record Changes(Set<Path> paths, boolean complete) {}

    /** @param folders the folders to watch from now on; all others are no longer watched */
    public void watchOnly(Set<Path> folders) {
        boolean freed = keys.entrySet().removeIf(entry -> {
            boolean obsolete =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (obsolete) {
                entry.getValue().cancel();
            }
            return obsolete;
        });
        if (freed) {
            unwatched.clear();
        }
        unwatched.retainAll(folders);
        service.ifPresent(open -> folders.stream()
                .filter(folder -> !keys.containsKey(folder) && !unwatched.contains(folder))
                .forEach(folder -> register(folder, open)));
    }

    private void register(Path folder, WatchService open) {
        try {
            keys.put(
                    folder,
                    folder.register(
                            open,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
            // files may have appeared between the scan that found the folder and its registration
            eventsLost = true;
        } catch (NoSuchFileException e) {
            LOG.debug("{} was deleted before it could be watched", folder);
        } catch (IOException e) {
            unwatched.add(folder);
            if (!warned) {
                warned = true;
                LOG.info("{} cannot be watched and is scanned regularly instead: {}", folder, e.toString());
            }
        }
    }

    /** Whether there were file events since the last {@link #takeChanges}. */
    public boolean hasChanges() {
        service.ifPresent(this::pollEvents);
        return eventsLost || !changed.isEmpty();
    }

    private void pollEvents(WatchService open) {
        for (WatchKey key = open.poll(); key != null; key = open.poll()) {
            Path folder = (Path) key.watchable();
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.context() instanceof Path name) {
                    changed.add(folder.resolve(name));
                } else {
                    // OVERFLOW: the watch service has dropped events
                    eventsLost = true;
                }
            }
            eventsLost |= !key.reset();
        }
    }

    public Changes takeChanges() {
        hasChanges();
        Changes changes = new Changes(Set.copyOf(changed), !eventsLost);
        changed.clear();
        eventsLost = false;
        return changes;
    }

    @Override
    public void close() {
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("the watch service failed to close", e);
            }
        });
    }
}
