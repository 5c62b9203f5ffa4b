package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that exists while a stage runs. If it already exists at the start, the previous process was killed, and its
 * local stores are deleted. Kafka Streams with exactly-once would not use them either, but only finds that out after it
 * has opened each store twice, which takes seconds.
 */
final class UncleanShutdownMarker {
    private static final Logger LOG = LoggerFactory.getLogger(UncleanShutdownMarker.class);
    private static final String TASK_DIRECTORY = "\\d+_\\d+";

    private final Path file;

    private UncleanShutdownMarker(Path file) {
        this.file = file;
    }

    /** Creates the marker, or deletes the stores if it exists; call this before Kafka Streams opens the stores. */
    static UncleanShutdownMarker place(Path stateDir, String applicationId) throws IOException {
        Path stores = stateDir.resolve(applicationId);
        Path file = stateDir.resolve(applicationId + ".in-use");
        if (Files.exists(file)) {
            LOG.info("unclean shutdown: deleting the local stores in {}, which are restored from Kafka", stores);
            deleteTasks(stores);
        } else {
            Files.createDirectories(stateDir);
            Files.createFile(file);
        }
        return new UncleanShutdownMarker(file);
    }

    /** Deletes the marker after a clean shutdown. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; the next start will restore the local stores: {}", file, e.toString());
        }
    }

    private static void deleteTasks(Path stores) throws IOException {
        if (!Files.isDirectory(stores)) {
            return;
        }
        try (Stream<Path> children = Files.list(stores)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().matches(TASK_DIRECTORY)) {
                    Utils.delete(child.toFile());
                }
            }
        }
    }
}
