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
 * Tells that something happened in a site folder. It is a hint and no more: events get lost on network
 * drives, in bind mounts and when there are too many, so the folder is looked at regularly all the same.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);

    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Set<Path> changed = new HashSet<>();
    private boolean missedSome;
    private boolean warned;

    public DirectoryWatcher(FileSystem files) throws IOException {
        this.service = files.newWatchService();
    }

    /**
     * What happened.
     *
     * @param changed what appeared, changed or went
     * @param complete whether that is all, as far as is known
     */
    public record Changes(Set<Path> changed, boolean complete) {}

    /** @param folders all that are to be watched; those of before that are not among them are no longer */
    public void follow(Set<Path> folders) {
        keys.entrySet().removeIf(entry -> {
            boolean gone =
                    !folders.contains(entry.getKey()) || !entry.getValue().isValid();
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
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
            // what came between the look that found the folder and now
            missedSome = true;
        } catch (IOException e) {
            if (!warned) {
                warned = true;
                LOG.info("{} cannot be watched and is looked at regularly: {}", folder, e.toString());
            }
        }
    }

    /** Whether something has happened since the news were last taken. */
    public boolean hasChanges() {
        for (WatchKey key = service.poll(); key != null; key = service.poll()) {
            Path folder = (Path) key.watchable();
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.context() instanceof Path name) {
                    changed.add(folder.resolve(name));
                } else {
                    // there was too much to tell
                    missedSome = true;
                }
            }
            missedSome |= !key.reset();
        }
        return missedSome || !changed.isEmpty();
    }

    public Changes takeChanges() {
        hasChanges();
        Changes news = new Changes(Set.copyOf(changed), !missedSome);
        changed.clear();
        missedSome = false;
        return news;
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("the watch did not close", e);
        }
    }
}
