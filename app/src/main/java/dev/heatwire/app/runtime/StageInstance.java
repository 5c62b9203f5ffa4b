package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * One process among those that run the same stage: a name in the consumer group, and a folder for its local stores. The
 * name lies in the folder, so that whoever takes the folder over after a restart, be it in a new container, is the same
 * member of the group and has its stores.
 *
 * @param name the same after a restart, and that of no other living process
 */
public record StageInstance(String name, Path folder, DirectoryLock lock) implements AutoCloseable {
    private static final int MAX_INSTANCES = 1_000;
    private static final String NAME_FILE = "instance";

    /**
     * Takes the folder of the named instance, or the first one under the state folder that nobody uses.
     *
     * @param given what the user called this instance
     * @throws IOException when the named one is in use, or the folder cannot be written
     */
    public static StageInstance claim(Path stateDir, String stage, Optional<String> given) throws IOException {
        Path folders = stateDir.resolve(stage);
        if (given.isPresent()) {
            Path folder = folders.resolve(given.get());
            DirectoryLock lock = DirectoryLock.tryLock(folder)
                    .orElseThrow(() -> new IOException(
                            "another heatwire runs as instance %s of %s in %s".formatted(given.get(), stage, folder)));
            return new StageInstance(given.get(), folder, lock);
        }
        for (int number = 1; number <= MAX_INSTANCES; number++) {
            Path folder = folders.resolve(Integer.toString(number));
            Optional<DirectoryLock> lock = DirectoryLock.tryLock(folder);
            if (lock.isPresent()) {
                return new StageInstance(nameIn(folder, stage + "-" + number), folder, lock.get());
            }
        }
        throw new IOException("%d processes use %s already".formatted(MAX_INSTANCES, folders));
    }

    /** The name is made up once; its random part keeps it apart from those on other machines. */
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
