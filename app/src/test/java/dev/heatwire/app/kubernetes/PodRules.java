package dev.heatwire.app.kubernetes;

import dev.heatwire.app.kubernetes.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must be true of the pods of a workload. */
final class PodRules {
    private final Workload workload;
    private final List<String> violations = new ArrayList<>();

    private PodRules(Workload workload) {
        this.workload = workload;
    }

    static List<String> violations(Workload workload) {
        PodRules rules = new PodRules(workload);
        PodSpec pod = workload.pods().getSpec();
        rules.checkPod(pod);
        pod.getContainers().forEach(rules::checkContainer);
        pod.getInitContainers().forEach(rules::checkContainer);
        return rules.violations;
    }

    private void checkPod(PodSpec pod) {
        Optional<PodSecurityContext> security = Optional.ofNullable(pod.getSecurityContext());
        require(security.map(PodSecurityContext::getRunAsNonRoot).orElse(false), "may run as root");
        require(security.map(PodSecurityContext::getSeccompProfile).isPresent(), "has no seccomp profile");
        require(
                Boolean.FALSE.equals(pod.getEnableServiceLinks()),
                "gets variables of Services, which Heatwire would read as settings");
        require(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "has a token for the API server");
        require(
                Optional.ofNullable(pod.getTerminationGracePeriodSeconds()).orElse(0L) >= 15,
                "has less than 15 s to shut down, of which a stage may need 10 s");
    }

    private void checkContainer(Container container) {
        String name = "container " + container.getName() + " ";
        String image = container.getImage();
        // kustomize replaces the image of the base
        require(image.equals("heatwire") || image.matches(".+:[^:/]+"), name + "has an image without a tag");
        require(!image.endsWith(":latest"), name + "has the tag latest");
        require(
                container.getResources() != null
                        && container.getResources().getLimits().containsKey("memory")
                        && container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")),
                name + "has no memory limit, or no requests");
        require(isConfined(container.getSecurityContext()), name + "can write to its file system, or has privileges");
        boolean serves = container.getPorts().stream().anyMatch(port -> "http".equals(port.getName()));
        require(
                !serves
                        || Stream.of(
                                        container.getStartupProbe(),
                                        container.getLivenessProbe(),
                                        container.getReadinessProbe())
                                .noneMatch(Objects::isNull),
                name + "lacks a startup, liveness or readiness probe");
        container.getVolumeMounts().forEach(mount -> {
            require(volumes().contains(mount.getName()), name + "mounts the missing volume " + mount.getName());
        });
    }

    private static boolean isConfined(SecurityContext security) {
        return security != null
                && Boolean.TRUE.equals(security.getReadOnlyRootFilesystem())
                && Boolean.FALSE.equals(security.getAllowPrivilegeEscalation())
                && security.getCapabilities() != null
                && security.getCapabilities().getDrop().equals(List.of("ALL"))
                && security.getCapabilities().getAdd().isEmpty();
    }

    private Set<String> volumes() {
        Set<String> volumes = new HashSet<>();
        workload.pods().getSpec().getVolumes().forEach(volume -> volumes.add(volume.getName()));
        if (workload.object() instanceof StatefulSet set) {
            set.getSpec()
                    .getVolumeClaimTemplates()
                    .forEach(claim -> volumes.add(claim.getMetadata().getName()));
        }
        return volumes;
    }

    private void require(boolean condition, String violation) {
        if (!condition) {
            violations.add(workload + " " + violation);
        }
    }
}
