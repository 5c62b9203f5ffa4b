package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose files as Compose merges them. Skipped without Docker unless {@code HEATWIRE_REQUIRE_DOCKER=true}. */
@Tag("full")
class ComposeFilesTest {
    private static final List<String> STATEFUL = List.of("kafka", "enrich", "rank", "sink");

    @BeforeAll
    static void requireCompose() throws Exception {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_DOCKER"));
        assumeTrue(required || ComposeStack.isAvailable(), "Docker or Compose is not available");
    }

    /** A stage that continued the stores of another cluster would skip what this cluster holds. */
    @Test
    void shouldKeepTheDataOfBothStacksApart() throws Exception {
        Set<String> alone = volumesOf("--file", "docker-compose.yml");
        Set<String> ofThree = volumesOf("--file", "docker-compose.yml", "--file", "docker-compose.cluster.yml");

        assertThat(alone).hasSize(STATEFUL.size());
        assertThat(ofThree).hasSize(STATEFUL.size()).doesNotContainAnyElementsOf(alone);
    }

    @Test
    void shouldTellEveryServiceOfAllBrokers() throws Exception {
        Map<String, Map<String, Object>> services =
                services("--file", "docker-compose.yml", "--file", "docker-compose.cluster.yml");

        assertThat(services.entrySet().stream()
                        .filter(service -> environment(service.getValue()).containsKey("HEATWIRE_BOOTSTRAP_SERVERS"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                service -> environment(service.getValue()).get("HEATWIRE_BOOTSTRAP_SERVERS"))))
                .containsOnlyKeys("topics", "ingest", "enrich", "rank", "sink", "web")
                .allSatisfy(
                        (service, brokers) -> assertThat(brokers).isEqualTo("kafka:19092,kafka-2:19092,kafka-3:19092"));
    }

    /** The names of the volumes with data of services in both stacks. */
    private static Set<String> volumesOf(String... files) throws Exception {
        Set<String> volumes = new TreeSet<>();
        Map<String, Map<String, Object>> services = services(files);
        for (String service : STATEFUL) {
            for (Object volume : (List<?>) services.get(service).get("volumes")) {
                // Compose 1 prints SOURCE:TARGET:MODE, later versions an object
                String source = volume instanceof Map<?, ?> object
                        ? object.get("source").toString()
                        : volume.toString().split(":", 2)[0];
                if (!source.contains("/")) {
                    volumes.add(source);
                }
            }
        }
        return volumes;
    }

    private static Map<?, ?> environment(Map<String, Object> service) {
        return (Map<?, ?>) service.getOrDefault("environment", Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services(String... files) throws Exception {
        Map<String, Object> merged = new Yaml().load(new ComposeStack("heatwire-test", Map.of()).config(files));
        return (Map<String, Map<String, Object>>) merged.get("services");
    }
}
