package dev.heatwire.faults.pipeline;

import dev.heatwire.faults.process.ExternalCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The repository's compose file as a project of its own, run by Compose v2 or by docker-compose. */
final class ComposeStack {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final String project;
    private final Map<String, String> environment;
    private final List<String> client;

    ComposeStack(String project, Map<String, String> environment) throws IOException, InterruptedException {
        this.project = project;
        this.environment = environment;
        this.client = ExternalCommand.of("docker", "compose", "version").succeeds()
                ? List.of("docker", "compose")
                : List.of("docker-compose");
    }

    static boolean isAvailable() throws IOException, InterruptedException {
        return ExternalCommand.of("docker", "info").succeeds()
                && (ExternalCommand.of("docker", "compose", "version").succeeds()
                        || ExternalCommand.of("docker-compose", "version").succeeds());
    }

    /** Runs a Compose command and returns its output; fails if the command fails. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(client);
        command.addAll(List.of("--project-name", project));
        command.addAll(List.of(arguments));
        return ExternalCommand.of(command).in(ROOT).with(environment).output();
    }

    /** The merged configuration, in YAML. */
    String config(String... files) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(files));
        arguments.add("config");
        return run(arguments.toArray(String[]::new));
    }

    static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return ExternalCommand.of(command).output();
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
     * Kills the Java process within the container: Docker does not restart a container stopped by {@code docker kill}.
     */
    void crash(String service) throws IOException, InterruptedException {
        docker(
                "exec",
                containersOf(service).get(0),
                "bash",
                "-c",
                "for p in /proc/[0-9]*; do if [ \"$(cat $p/comm)\" = java ]; then kill -KILL ${p#/proc/}; fi; done");
    }
}
