package dev.heatwire.faults.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that a test can kill, suspend and terminate; closing it kills it. */
public final class ChildProcess implements AutoCloseable {
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // the options of the heatwire script
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xmx512m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // the log settings of the command, not those of the tests
            "-Dlogback.configurationFile=logback.xml");

    private final Process process;
    private final Path log;
    private final int logBefore;

    private ChildProcess(Process process, Path log, int logBefore) {
        this.process = process;
        this.log = log;
        this.logBefore = logBefore;
    }

    /** Starts a program on the class path of the tests. */
    public static ChildProcess start(Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        return start(log, environment, List.of("-cp", System.getProperty("java.class.path")), command);
    }

    /**
     * Starts a program.
     *
     * @param log receives stderr, and is appended to when a program is started again; stdout goes to a file beside it
     * @param options of the JVM, the class path among them
     */
    public static ChildProcess start(
            Path log, Map<String, String> environment, List<String> options, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(JAVA);
        all.addAll(options);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectOutput(outputOf(log).toFile());
        builder.environment().putAll(environment);
        int logBefore = Files.exists(log) ? Files.readString(log).length() : 0;
        return new ChildProcess(builder.start(), log, logBefore);
    }

    /** Starts the heatwire command. */
    public static ChildProcess heatwire(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("dev.heatwire.app.cli.HeatwireCommand"));
        command.addAll(List.of(arguments));
        return start(log, Map.of(), command);
    }

    private static Path outputOf(Path log) {
        return log.resolveSibling(log.getFileName() + ".out");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGKILL, and waits until the process has ended. */
    public void kill() {
        process.destroyForcibly();
        if (!hasEndedWithin(Duration.ofSeconds(10))) {
            throw new IllegalStateException("cannot be killed: " + this);
        }
    }

    /** Sends SIGSTOP. */
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Sends SIGTERM. */
    public void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    private void signal(String name) throws IOException, InterruptedException {
        ExternalCommand.of("kill", "-" + name, Long.toString(pid())).run();
    }

    public boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** What this process has written to stdout. */
    public String output() {
        return read(outputOf(log));
    }

    /** What this process has written to stderr. */
    public String logSinceStart() {
        return read(log).substring(logBefore);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return log.getFileName() + " (" + pid() + ")";
    }
}
