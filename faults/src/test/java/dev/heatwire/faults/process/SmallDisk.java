package dev.heatwire.faults.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system mounted at a folder, which a test can fill to the last byte. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Mounts a tmpfs; skips the test where that is not permitted. */
    public static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted = ExternalCommand.of(
                        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
                .succeeds();
        assumeTrue(mounted, "no permission to mount a file system");
        return new SmallDisk(folder);
    }

    /** Fills the disk; nothing more can be written. */
    public void fill() throws IOException, InterruptedException {
        // fails as soon as the disk is full
        ExternalCommand.of("dd", "if=/dev/zero", "of=" + filler, "bs=4k").run();
        if (Files.getFileStore(folder).getUsableSpace() > 0) {
            throw new IOException(folder + " is not full");
        }
    }

    public void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        try {
            ExternalCommand.of("umount", "-l", folder.toString()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
