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

/** A process that a test can kill, freeze and end; it dies with the test at the latest. */
public final class ChildProcess implements AutoCloseable {
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // as the heatwire command starts it
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xmx512m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // and with its log, not that of the tests
            "-Dlogback.configurationFile=logback.xml");

    private final Process process;
    private final Path log;

    private final int logBefore;

    private ChildProcess(Process process, Path log, int logBefore) {
        this.process = process;
        this.log = log;
        this.logBefore = logBefore;
    }

    /** A program of these tests. */
    public static ChildProcess start(Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        return start(log, environment, List.of("-cp", System.getProperty("java.class.path")), command);
    }

    /**
     * @param log gets what it says; a later life of the same child goes on in the same file
     * @param options of the JVM, the class path among them
     */
    public static ChildProcess start(
            Path log, Map<String, String> environment, List<String> options, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(JAVA);
        all.addAll(options);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().putAll(environment);
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
        int logBefore = Files.exists(log) ? Files.readString(log).length() : 0;
        return new ChildProcess(
                builder.redirectOutput(output).redirectErrorStream(true).start(), log, logBefore);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        if (!hasEndedWithin(Duration.ofSeconds(10))) {
            throw new IllegalStateException("cannot be killed: " + this);
        }
    }

    /** SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGTERM. */
    public void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
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

    /** What it has said in this life. */
    public String logSinceStart() {
        try {
            return Files.readString(log).substring(logBefore);
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
