package dev.heatwire.ingest.directory;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports file events of the site folder as hints. Events can be lost on network drives, in bind mounts, or when there
 * are too many, so the folder must also be scanned regularly.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);

    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Set<Path> changed = new HashSet<>();
    private boolean eventsLost;
    private boolean warned;

    public DirectoryWatcher(FileSystem files) throws IOException {
        this.service = files.newWatchService();
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
        keys.entrySet().removeIf(entry -> {
            boolean obsolete =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (obsolete) {
                entry.getValue().cancel();
            }
            return obsolete;
        });
        folders.stream().filter(folder -> !keys.containsKey(folder)).forEach(this::register);
    }

    private void register(Path folder) {
        try {
            keys.put(
                    folder,
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
            // files may have appeared between the scan that found the folder and its registration
            eventsLost = true;
        } catch (IOException e) {
            if (!warned) {
                warned = true;
                LOG.info("{} cannot be watched and is scanned regularly instead: {}", folder, e.toString());
            }
        }
    }

    /** Whether there were file events since the last {@link #takeChanges}. */
    public boolean hasChanges() {
        for (WatchKey key = service.poll(); key != null; key = service.poll()) {
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
        return eventsLost || !changed.isEmpty();
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
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("the watch service failed to close", e);
        }
    }
}
