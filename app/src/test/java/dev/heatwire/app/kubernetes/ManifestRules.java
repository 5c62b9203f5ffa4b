package dev.heatwire.app.kubernetes;

import dev.heatwire.app.config.Settings;
import dev.heatwire.app.config.Settings.InvalidSettings;
import dev.heatwire.app.kubernetes.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must be true of all manifests; each violation is a sentence. */
final class ManifestRules {
    private ManifestRules() {}

    static List<String> violations(Manifests manifests) {
        List<String> found = new ArrayList<>();
        manifests
                .objects()
                .forEach(object -> found.addAll(UnknownFields.of(
                        object, object.getKind() + " " + object.getMetadata().getName())));
        manifests.workloads().forEach(workload -> {
            found.addAll(PodRules.violations(workload));
            found.addAll(settingViolations(workload, manifests));
        });
        found.addAll(SelectorRules.violations(manifests));
        return found;
    }

    /** The command itself must accept the environment of each pod. */
    private static List<String> settingViolations(Workload workload, Manifests manifests) {
        try {
            Settings.of(Map.of(), environmentOf(workload, manifests), List.of());
            return List.of();
        } catch (InvalidSettings e) {
            return List.of(workload + ": " + e.getMessage());
        }
    }

    static Map<String, String> environmentOf(Workload workload, Manifests manifests) {
        Container heatwire = containerOf(workload);
        Map<String, String> environment = new TreeMap<>();
        for (EnvFromSource source : heatwire.getEnvFrom()) {
            environment.putAll(manifests.configMap(source.getConfigMapRef().getName()));
        }
        for (EnvVar variable : heatwire.getEnv()) {
            boolean isPodName = variable.getValueFrom() != null
                    && variable.getValueFrom().getFieldRef().getFieldPath().equals("metadata.name");
            environment.put(
                    variable.getName(),
                    isPodName ? workload.object().getMetadata().getName() + "-0" : variable.getValue());
        }
        return environment;
    }

    static Container containerOf(Workload workload) {
        return workload.pods().getSpec().getContainers().stream()
                .filter(container -> container.getName().equals("heatwire"))
                .findFirst()
                .orElseThrow();
    }
}
