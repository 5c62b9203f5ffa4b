package dev.heatwire.app.kubernetes;

import dev.heatwire.app.kubernetes.Manifests.Workload;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every selector selects pods, and every port is one of theirs. */
final class SelectorRules {
    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private SelectorRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) {
        SelectorRules rules = new SelectorRules(manifests);
        manifests.all(StatefulSet.class).forEach(rules::checkStatefulSet);
        manifests
                .all(Deployment.class)
                .forEach(object ->
                        rules.checkOwn(object, object.getSpec().getSelector().getMatchLabels()));
        manifests
                .all(PodDisruptionBudget.class)
                .forEach(object ->
                        rules.check(object, object.getSpec().getSelector().getMatchLabels()));
        manifests
                .all(NetworkPolicy.class)
                .forEach(object ->
                        rules.check(object, object.getSpec().getPodSelector().getMatchLabels()));
        manifests.all(Service.class).forEach(rules::checkService);
        return rules.violations;
    }

    private void checkStatefulSet(StatefulSet set) {
        checkOwn(set, set.getSpec().getSelector().getMatchLabels());
        String service = set.getSpec().getServiceName();
        if (manifests.all(Service.class).stream()
                .noneMatch(object -> object.getMetadata().getName().equals(service))) {
            violations.add(nameOf(set) + " names the missing Service " + service);
        }
    }

    private void checkService(Service service) {
        check(service, service.getSpec().getSelector());
        service.getSpec().getPorts().forEach(port -> {
            String target = port.getTargetPort().getStrVal();
            if (selected(service.getSpec().getSelector())
                    .flatMap(workload -> workload.pods().getSpec().getContainers().stream())
                    .flatMap(container -> container.getPorts().stream())
                    .map(ContainerPort::getName)
                    .noneMatch(target::equals)) {
                violations.add(nameOf(service) + " names the missing port " + target);
            }
        });
    }

    private void check(HasMetadata object, Map<String, String> labels) {
        check(object, labels, workload -> true);
    }

    /** A workload must select its own pods and no others. */
    private void checkOwn(HasMetadata object, Map<String, String> labels) {
        check(object, labels, workload -> workload.object() == object);
        if (selected(labels).count() > 1) {
            violations.add(nameOf(object) + " selects pods of another workload");
        }
    }

    private void check(HasMetadata object, Map<String, String> labels, Predicate<Workload> expected) {
        if (selected(labels).noneMatch(expected)) {
            violations.add(nameOf(object) + " selects no pods");
        }
    }

    private Stream<Workload> selected(Map<String, String> labels) {
        return manifests.workloads().stream()
                .filter(workload ->
                        workload.pods().getMetadata().getLabels().entrySet().containsAll(labels.entrySet()));
    }

    private static String nameOf(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}
