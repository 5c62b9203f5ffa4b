package dev.heatwire.faults.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own at a folder, which a test can fill to the last byte. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Mounts a memory disk; the test is skipped where that is not allowed. */
    public static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(mounted, "a small disk needs the right to mount one");
        return new SmallDisk(folder);
    }

    /** Nothing more can be written. */
    public void fill() throws IOException, InterruptedException {
        // ends with an error, when the disk is full
        run("dd", "if=/dev/zero", "of=" + filler, "bs=4k");
        if (Files.getFileStore(folder).getUsableSpace() > 0) {
            throw new IOException(folder + " is not full");
        }
    }

    public void free() throws IOException {
        Files.delete(filler);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // there is no such program
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
