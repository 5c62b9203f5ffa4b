package dev.heatwire.faults.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An external command that a test runs to its end. */
public record ExternalCommand(Path directory, Map<String, String> environment, List<String> words) {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    /** The exit code of a shell that does not find a command. */
    private static final int NOT_FOUND = 127;

    /** What a command has printed, and its exit code. */
    public record Result(int exitCode, String out, String err) {}

    public static ExternalCommand of(String... words) {
        return of(List.of(words));
    }

    public static ExternalCommand of(List<String> words) {
        return new ExternalCommand(Path.of(""), Map.of(), words);
    }

    public ExternalCommand in(Path otherDirectory) {
        return new ExternalCommand(otherDirectory, environment, words);
    }

    public ExternalCommand with(Map<String, String> otherEnvironment) {
        return new ExternalCommand(directory, otherEnvironment, words);
    }

    /** Runs the command; one that is not installed has the exit code 127. */
    public Result run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            int exitCode = exitCode(out, err);
            return new Result(exitCode, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * Runs the command.
     *
     * @return what it has printed
     * @throws IllegalStateException if it fails
     */
    public String output() throws IOException, InterruptedException {
        Result result = run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed:\n" + result.err());
        }
        return result.out();
    }

    /** Whether the command is installed and succeeds. */
    public boolean succeeds() throws IOException, InterruptedException {
        return run().exitCode() == 0;
    }

    private int exitCode(Path out, Path err) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toAbsolutePath().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return NOT_FOUND;
        }
        try {
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(String.join(" ", words) + " takes longer than " + TIMEOUT);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
