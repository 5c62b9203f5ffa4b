package dev.heatwire.app.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts the native libraries of the dependencies into one temporary directory. On their own, they extract them
 * beside all other temporary files, and delete them only if the JVM runs its exit hooks.
 */
public final class NativeLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
    private static Optional<TemporaryDirectory> directory = Optional.empty();

    private NativeLibraries() {}

    /** A native library cannot be loaded; the message says how the user can change that. */
    public static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Loads the libraries that every Kafka client needs. Only the first call does anything.
     *
     * @throws UnusableException if the directory of temporary files is read-only, full or mounted without exec
     */
    public static synchronized void prepare() {
        if (directory.isEmpty()) {
            Path path = directory();
            // loaded when the first record with that compression arrives
            System.setProperty("org.xerial.snappy.tempdir", path.toString());
            System.setProperty("ZstdTempFolder", path.toString());
            // every topic of the pipeline is compressed with zstd
            load(() -> Class.forName("com.github.luben.zstd.Zstd"));
        }
    }

    /** Loads the library of the local stores. */
    public static synchronized void prepareStores() {
        Path path = directory();
        load(() -> NativeLibraryLoader.getInstance().loadLibrary(path.toString()));
    }

    private static Path directory() {
        if (directory.isEmpty()) {
            try {
                directory = Optional.of(TemporaryDirectory.create());
            } catch (IOException e) {
                throw new UnusableException(reasonOf(e), e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(NativeLibraries::deleteFiles, "native-libraries"));
        }
        return directory.get().path();
    }

    @FunctionalInterface
    private interface Loader {
        void load() throws IOException, ClassNotFoundException;
    }

    private static void load(Loader loader) {
        try {
            loader.load();
        } catch (IOException | ClassNotFoundException | LinkageError | RuntimeException e) {
            throw new UnusableException(reasonOf(e), e);
        } finally {
            deleteLoaded();
        }
    }

    /** Unix keeps a loaded file until the process ends, even a killed one. */
    private static void deleteLoaded() {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.orElseThrow().path(), "lib*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.debug("a loaded library is deleted later", e);
        }
    }

    /** Deletes the directory; call it before the JVM halts, which skips exit hooks. */
    static synchronized void deleteFiles() {
        directory.ifPresent(path -> {
            try {
                path.close();
            } catch (IOException e) {
                LOG.debug("cannot delete {}; the next process deletes it", path.path(), e);
            }
        });
        directory = Optional.empty();
    }

    static String reasonOf(Throwable failure) {
        String tmp = System.getProperty("java.io.tmpdir");
        String message = messagesOf(failure).toLowerCase(Locale.ROOT);
        String change = "; name another directory in the environment: HEATWIRE_OPTS=-Djava.io.tmpdir=DIR";
        if (message.contains("failed to map segment") || message.contains("operation not permitted")) {
            return "the directory of temporary files, " + tmp + ", does not let programs run (noexec)" + change;
        }
        if (message.contains("no space left") || message.contains("quota")) {
            return "the directory of temporary files, " + tmp + ", is full" + change;
        }
        if (failure instanceof IOException || message.contains("cannot unpack")) {
            return "the directory of temporary files, " + tmp + ", cannot be written" + change;
        }
        return "a native library cannot be loaded: "
                + messagesOf(failure).lines().findFirst().orElse("");
    }

    private static String messagesOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> !message.equals("null"))
                .collect(Collectors.joining("\n"));
    }
}
