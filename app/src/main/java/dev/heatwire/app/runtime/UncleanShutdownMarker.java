package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away the local stores of a process that was killed. Exactly-once cannot trust them, so Kafka Streams rebuilds
 * them from Kafka in any case; but it opens all of them twice before it finds out, which is seconds.
 */
final class UncleanShutdownMarker {
    private static final Logger LOG = LoggerFactory.getLogger(UncleanShutdownMarker.class);
    private static final String TASK = "\\d+_\\d+";

    private final Path stores;
    private final Path inUse;

    private UncleanShutdownMarker(Path stores, Path inUse) {
        this.stores = stores;
        this.inUse = inUse;
    }

    /** Before the stores are opened: those that are still in use belong to nobody who lives. */
    static UncleanShutdownMarker clear(Path stateDir, String applicationId) throws IOException {
        UncleanShutdownMarker leftovers =
                new UncleanShutdownMarker(stateDir.resolve(applicationId), stateDir.resolve(applicationId + ".in-use"));
        if (Files.exists(leftovers.inUse)) {
            LOG.info("{} was not closed; its stores are built again", leftovers.stores);
            leftovers.deleteTasks();
        } else {
            Files.createDirectories(stateDir);
            Files.createFile(leftovers.inUse);
        }
        return leftovers;
    }

    /** The stores were closed as they should be. */
    void none() {
        try {
            Files.deleteIfExists(inUse);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted, so that the stores will be built again: {}", inUse, e.toString());
        }
    }

    private void deleteTasks() throws IOException {
        if (!Files.isDirectory(stores)) {
            return;
        }
        try (Stream<Path> tasks = Files.list(stores)) {
            for (Path task : tasks.filter(task -> task.getFileName().toString().matches(TASK))
                    .toList()) {
                delete(task);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
