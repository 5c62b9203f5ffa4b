package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity of a stage process: its static member id in the consumer group and the directory of its local stores.
 * The id is saved in the directory, so that a restarted process, even in a new container, keeps its place in the group.
 *
 * @param name the static member id, unique among running processes
 */
public record StageInstance(String name, Path folder, DirectoryLock lock) implements AutoCloseable {
    private static final int MAX_INSTANCES = 1_000;
    private static final String NAME_FILE = "instance";

    /**
     * Locks the directory of the named instance, or the first unlocked one under the state directory.
     *
     * @param given the instance name that the user set
     * @throws IOException if the named instance is running, or the directory cannot be written
     */
    public static StageInstance claim(Path stateDir, String stage, Optional<String> given) throws IOException {
        Path parent = stateDir.resolve(stage);
        if (given.isPresent()) {
            Path folder = parent.resolve(given.get());
            DirectoryLock lock = DirectoryLock.tryLock(folder)
                    .orElseThrow(() -> new IOException(
                            "another heatwire runs as instance %s of %s in %s".formatted(given.get(), stage, folder)));
            return new StageInstance(given.get(), folder, lock);
        }
        for (int number = 1; number <= MAX_INSTANCES; number++) {
            Path folder = parent.resolve(Integer.toString(number));
            Optional<DirectoryLock> lock = DirectoryLock.tryLock(folder);
            if (lock.isPresent()) {
                return new StageInstance(nameIn(folder, stage + "-" + number), folder, lock.get());
            }
        }
        throw new IOException("%d processes already use %s".formatted(MAX_INSTANCES, parent));
    }

    /** Reads the saved name, or generates one whose random part makes it unique across machines. */
    private static String nameIn(Path folder, String prefix) throws IOException {
        Path file = folder.resolve(NAME_FILE);
        if (Files.exists(file)) {
            String name = Files.readString(file).strip();
            if (!name.isEmpty()) {
                return name;
            }
        }
        String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        Files.writeString(file, name);
        return name;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
