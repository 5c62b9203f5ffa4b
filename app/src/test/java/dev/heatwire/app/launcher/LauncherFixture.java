package dev.heatwire.app.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A checkout with the launcher, and with scripts for Maven and Java that record how they were called. */
record LauncherFixture(Path home, Path tools) {
    private static final Path LAUNCHER = Path.of("..", "heatwire");
    private static final String MAVEN = """
            #!/bin/sh
            echo build >> "$RECORDS/builds"
            touch app/target/lib/app.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
              case $argument in -XX:ArchiveClassesAtExit=*) touch "${argument#*=}" ;; esac
            done
            printf '%s\\n' "$@" > "$RECORDS/java"
            """;

    /** @param java the arguments of the last call of Java */
    record Result(int exit, String err, List<String> java) {}

    static LauncherFixture create(Path home) throws IOException {
        Path tools = home.resolveSibling("tools");
        script(tools.resolve("jdk 17/bin/java"), JAVA);
        script(home.resolve("mvnw"), MAVEN);
        script(home.resolve("heatwire"), Files.readString(LAUNCHER));
        Files.createDirectories(home.resolve("app/src/main"));
        Files.writeString(home.resolve("app/src/main/Source.java"), "");
        Files.writeString(home.resolve("app/pom.xml"), "");
        Files.writeString(home.resolve("pom.xml"), "");
        LauncherFixture checkout = new LauncherFixture(home.toRealPath(), tools.toRealPath());
        for (Path file : checkout.files().keySet()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        return checkout;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("heatwire").toString()));
        command.addAll(List.of(arguments));
        return run(home, environment, command.toArray(String[]::new));
    }

    Result run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path err = tools.resolve("err");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(tools.resolve("out").toFile())
                .redirectError(err.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("HEATWIRE_") || name.equals("CDPATH"));
        process.environment().put("JAVA_HOME", tools.resolve("jdk 17").toString());
        process.environment().put("RECORDS", tools.toString());
        process.environment().putAll(environment);
        int exit = process.start().waitFor();
        return new Result(exit, Files.readString(err), lines(tools.resolve("java")));
    }

    int builds() throws IOException {
        return lines(tools.resolve("builds")).size();
    }

    void touchSource() throws IOException {
        FileTime later = FileTime.from(Instant.now().plus(Duration.ofHours(1)));
        Files.setLastModifiedTime(home.resolve("app/src/main/Source.java"), later);
    }

    /** The modification time of every file of the checkout. */
    Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }
}
