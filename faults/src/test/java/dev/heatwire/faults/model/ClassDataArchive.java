package dev.heatwire.faults.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.SuiteProfile;
import dev.heatwire.faults.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts stages with a class data archive, as the heatwire script does, so that restart times are realistic. */
public final class ClassDataArchive {
    private static final Path FILE = Path.of("target", "classes.jsa").toAbsolutePath();
    private static final Duration TRAINING_TIMEOUT = Duration.ofMinutes(2);
    private static List<String> options;

    private ClassDataArchive() {}

    /** The JVM options of a stage; the first call creates the archive. */
    public static synchronized List<String> options() throws IOException {
        if (options == null) {
            options = SuiteProfile.isLong() && isPackaged()
                    ? withArchive()
                    : List.of("-cp", System.getProperty("java.class.path"));
        }
        return options;
    }

    private static Stream<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    /** A class path with directories cannot be archived; a build that stops before it packages has one. */
    private static boolean isPackaged() {
        Path ours = Path.of("target").toAbsolutePath();
        return classPath()
                .map(Path::of)
                .allMatch(path -> path.toAbsolutePath().startsWith(ours) || !Files.isDirectory(path));
    }

    private static List<String> withArchive() throws IOException {
        List<String> jars = List.of(
                "-cp",
                classPath().filter(path -> path.endsWith(".jar")).collect(Collectors.joining(File.pathSeparator)));
        Files.deleteIfExists(FILE);
        try (ChildProcess training = ChildProcess.start(
                FILE.resolveSibling("classes.log"),
                Map.of(),
                Stream.concat(Stream.of("-XX:ArchiveClassesAtExit=" + FILE), jars.stream())
                        .toList(),
                List.of("dev.heatwire.app.cli.HeatwireCommand", "warm-up", "../seeds"))) {
            assertThat(training.hasEndedWithin(TRAINING_TIMEOUT)).isTrue();
            assertThat(training.exitValue()).as(training::logSinceStart).isZero();
        }
        return Stream.concat(Stream.of("-XX:SharedArchiveFile=" + FILE), jars.stream())
                .toList();
    }
}
