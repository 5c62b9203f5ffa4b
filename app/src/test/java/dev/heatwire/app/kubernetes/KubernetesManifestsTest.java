package dev.heatwire.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.app.cli.HeatwireCommand;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.kubernetes.Manifests.Workload;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests in {@code deploy/kubernetes}; overlays are rendered by kubectl, where it is installed. */
class KubernetesManifestsTest {
    private static final List<String> STATEFUL = List.of("heatwire-enrich", "heatwire-rank", "heatwire-sink");

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheRulesInTheBase() {
        Manifests base = Manifests.base();

        assertThat(base.workloads()).hasSize(6);
        assertThat(ManifestRules.violations(base)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"strimzi", "existing-cluster"})
    void shouldKeepTheRulesInTheOverlay(String name) {
        Manifests overlay = render(name);

        assertThat(overlay.workloads()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(ManifestRules.violations(overlay)).isEmpty();
        assertThat(overlay.workloads())
                .extracting(workload -> ManifestRules.containerOf(workload).getImage())
                .doesNotContain("heatwire");
        assertThat(overlay.objects().stream()
                        .filter(object -> !object.getKind().equals("Namespace"))
                        .map(object -> object.getMetadata().getNamespace()))
                .containsOnly("heatwire");
    }

    /** Each rule finds its violation: a text of the base, and what it is replaced by. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            readinessProbe: | readinesProbe: | readinesProbe
            readinessProbe: | readinesProbe: | lacks a startup, liveness or readiness
            runAsNonRoot: true | runAsNonRoot: false | may run as root
            enableServiceLinks: false | enableServiceLinks: true | gets variables of Services
            image: heatwire | image: heatwire:latest | has the tag latest
            image: heatwire | image: other | has an image without a tag
            limits: {memory: 768Mi} | limits: {cpu: 1} | has no memory limit
            readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | can write to its file system
            drop: [ALL] | drop: [KILL] | has privileges
            terminationGracePeriodSeconds: 30 | terminationGracePeriodSeconds: 5 | less than 15 s to shut down
            {name: state, mountPath | {name: lost, mountPath | missing volume lost
            HEATWIRE_LOG_FORMAT: json | HEATWIRE_LOGFORMAT: json | HEATWIRE_LOGFORMAT is not a known setting
            targetPort: http | targetPort: web | names the missing port web
            serviceName: heatwire-stages | serviceName: stages | names the missing Service stages
            app.kubernetes.io/component: rank | app.kubernetes.io/component: sink | selects pods of another workload
            """)
    void shouldFindViolations(String text, String replacement, String violation) {
        Manifests broken = Manifests.base(file -> file.replace(text, replacement));

        assertThat(ManifestRules.violations(broken)).anyMatch(found -> found.contains(violation));
    }

    /** The pod name is the static member id, and the stores are on the volume of that pod. */
    @Test
    void shouldNameInstancesByTheirPods() {
        Manifests base = Manifests.base();

        for (StatefulSet set : base.all(StatefulSet.class)) {
            Workload workload = new Workload(set, set.getSpec().getTemplate());
            String name = set.getMetadata().getName();
            if (STATEFUL.contains(name)) {
                Map<String, String> environment = ManifestRules.environmentOf(workload, base);
                assertThat(Settings.of(Map.of(), environment, List.of()).get(Settings.INSTANCE))
                        .isEqualTo(name + "-0");
                assertThat(ManifestRules.containerOf(workload).getVolumeMounts())
                        .extracting(VolumeMount::getName, VolumeMount::getMountPath)
                        .contains(tuple("state", "/var/lib/heatwire"));
                assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
            }
        }
        assertThat(base.all(StatefulSet.class))
                .extracting(set -> set.getMetadata().getName())
                .containsAll(STATEFUL);
    }

    @Test
    void shouldStartCommandsThatExist() {
        List<Container> containers = Manifests.base().workloads().stream()
                .map(ManifestRules::containerOf)
                .toList();

        assertThat(containers)
                .allSatisfy(container -> assertThat(HeatwireCommand.commandLine()
                                .parseArgs(container.getArgs().toArray(String[]::new))
                                .hasSubcommand())
                        .isTrue());
    }

    @Test
    void shouldReadTheClientSettingsOfTheExistingCluster() throws IOException {
        Path file = Files.writeString(
                folder.resolve("kafka.properties"), render("existing-cluster").secretFile("kafka.properties"));

        Settings settings = Settings.of(Map.of(), Map.of(), List.of(file));

        assertThat(settings.client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.location", "/etc/heatwire/ca.crt");
        assertThat(render("existing-cluster").workloads())
                .extracting(ManifestRules::containerOf)
                .allSatisfy(container ->
                        assertThat(container.getArgs()).contains("--config=/etc/heatwire/kafka.properties"));
    }

    @Test
    void shouldHaveAValidSiteFolderInTheConfigMap() throws IOException {
        Manifests overlay = render("strimzi");
        ConfigMapVolumeSource source = overlay.workloads().stream()
                .flatMap(workload -> workload.pods().getSpec().getVolumes().stream())
                .map(Volume::getConfigMap)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        for (var item : source.getItems()) {
            Path file = folder.resolve(item.getPath());
            Files.createDirectories(file.getParent());
            Files.writeString(file, overlay.configMap(source.getName()).get(item.getKey()));
        }
        StringWriter out = new StringWriter();

        int exit = HeatwireCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("validate", folder.toString());

        assertThat(exit).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("1 article");
    }

    private static Manifests render(String overlay) {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_KUBECTL"));
        assumeThat(required || Manifests.canRender()).as("kubectl is installed").isTrue();
        return Manifests.overlay(overlay);
    }
}
