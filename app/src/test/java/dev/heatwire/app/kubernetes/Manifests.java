package dev.heatwire.app.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Kubernetes objects, as the base has them or as kustomize renders an overlay. */
record Manifests(List<HasMetadata> objects) {
    private static final Path FOLDER = Path.of("..", "deploy", "kubernetes");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** A workload and the pods that it starts. */
    record Workload(HasMetadata object, PodTemplateSpec pods) {
        @Override
        public String toString() {
            return object.getKind() + " " + object.getMetadata().getName();
        }
    }

    /** The files of the base, which no patch has changed. */
    static Manifests base() {
        return base(UnaryOperator.identity());
    }

    /** @param edit changes the text of the files */
    static Manifests base(UnaryOperator<String> edit) {
        try (Stream<Path> files = Files.list(FOLDER.resolve("base"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    all.append("---\n").append(Files.readString(file));
                }
            }
            return parse(edit.apply(all.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean canRender() {
        try {
            return run("kubectl", "version", "--client").exit() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    static Manifests overlay(String name) {
        try {
            Output output = run(
                    "kubectl",
                    "kustomize",
                    FOLDER.resolve("overlays").resolve(name).toString());
            if (output.exit() != 0) {
                throw new IllegalStateException(output.text());
            }
            return parse(output.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Output(process.waitFor(), text);
    }

    static Manifests parse(String yaml) {
        List<HasMetadata> objects = new ArrayList<>();
        Arrays.stream(yaml.split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .forEach(document -> objects.add(YAML.unmarshal(document)));
        return new Manifests(objects);
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Workload> workloads() {
        List<Workload> all = new ArrayList<>();
        all(StatefulSet.class)
                .forEach(object -> all.add(new Workload(object, object.getSpec().getTemplate())));
        all(Deployment.class)
                .forEach(object -> all.add(new Workload(object, object.getSpec().getTemplate())));
        all(Job.class)
                .forEach(object -> all.add(new Workload(object, object.getSpec().getTemplate())));
        all(CronJob.class)
                .forEach(object -> all.add(new Workload(
                        object, object.getSpec().getJobTemplate().getSpec().getTemplate())));
        return all;
    }

    /** The text of a file in a Secret. */
    String secretFile(String file) {
        return all(Secret.class).stream()
                .map(secret -> secret.getData().get(file))
                .map(base64 -> new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    Map<String, String> configMap(String name) {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals(name))
                .findFirst()
                .map(map -> new TreeMap<>(map.getData()))
                .orElseThrow(() -> new IllegalStateException("there is no ConfigMap " + name));
    }
}
