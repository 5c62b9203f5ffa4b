package dev.heatwire.bench;

import dev.heatwire.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, so that its processor time can be measured; it ends with this JVM. */
final class JavaProcess implements AutoCloseable {
    /** The options of the containers in docker-compose.yml. */
    static final List<String> JVM = List.of(
            "-Xmx307m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=4",
            "-XX:+UseCompactObjectHeaders",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final long STOP_TIMEOUT_SECONDS = 20;

    private final String name;
    private final Process process;
    private final Path log;
    private final int port;
    private final Thread hook;

    private JavaProcess(String name, Process process, Path log, int port) {
        this.port = port;
        this.name = name;
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param log receives stderr */
    static JavaProcess start(String name, Path log, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(
                List.of(System.getProperty("heatwire.bench.jvm", "").trim().split("\\s+")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        int port = EmbeddedBroker.freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("HEATWIRE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new JavaProcess(name, builder.start(), log, port);
    }

    /** Whether the stage reports that it is ready: its state is restored and it has caught up. */
    boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                    .toURL()
                    .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            // the stage does not listen yet
            return false;
        }
    }

    /** Of the process's HTTP server. */
    int port() {
        return port;
    }

    String name() {
        return name;
    }

    /** Reads the line that the program prints to stdout. */
    String readLine() throws IOException {
        // a program prints one line, so that a reader for each call loses nothing
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw failure();
        }
        return line;
    }

    /** The processor time of all threads, those of the JIT compiler and the garbage collector included. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    long residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** @throws IOException if the process has ended */
    void check() throws IOException {
        if (!process.isAlive()) {
            throw failure();
        }
    }

    private IOException failure() throws IOException {
        return new IOException("%s has ended: %s".formatted(name, Files.exists(log) ? Files.readString(log) : ""));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
