package dev.heatwire.faults.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the repository's compose file as a separate project, with {@code docker compose} or {@code docker-compose}. */
final class ComposeStack {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MINUTES = 10;

    private final String project;
    private final Map<String, String> environment;
    private final List<String> client;

    ComposeStack(String project, Map<String, String> environment) throws IOException, InterruptedException {
        this.project = project;
        this.environment = environment;
        this.client =
                isInstalled("docker", "compose", "version") ? List.of("docker", "compose") : List.of("docker-compose");
    }

    static boolean isAvailable() throws IOException, InterruptedException {
        return isInstalled("docker", "info")
                && (isInstalled("docker", "compose", "version") || isInstalled("docker-compose", "version"));
    }

    /** Returns the output of {@code docker-compose}; throws if the command fails. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(client);
        command.addAll(List.of("--project-name", project));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return new ComposeStack("", Map.of(), List.of()).execute(command);
    }

    private ComposeStack(String project, Map<String, String> environment, List<String> client) {
        this.project = project;
        this.environment = environment;
        this.client = client;
    }

    /** The ids of a service's containers, stopped ones included. */
    List<String> containersOf(String service) throws IOException, InterruptedException {
        return docker(
                        "ps",
                        "--all",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        "label=com.docker.compose.project=" + project,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .lines()
                .toList();
    }

    String inspect(String service, String template) throws IOException, InterruptedException {
        return docker("inspect", "--format", template, containersOf(service).get(0))
                .strip();
    }

    /**
     * Kills the Java process from inside the container. Docker does not restart a container that was stopped by
     * {@code docker kill}.
     */
    void crash(String service) throws IOException, InterruptedException {
        docker(
                "exec",
                containersOf(service).get(0),
                "bash",
                "-c",
                "for p in /proc/[0-9]*; do if [ \"$(cat $p/comm)\" = java ]; then kill -KILL ${p#/proc/}; fi; done");
    }

    private String execute(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("compose", ".out");
        Path err = Files.createTempFile("compose", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + " failed:\n" + Files.readString(err, UTF_8));
            }
            return Files.readString(out, UTF_8);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static boolean isInstalled(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
