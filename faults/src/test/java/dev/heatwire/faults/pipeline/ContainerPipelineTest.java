package dev.heatwire.faults.pipeline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The pipeline tests on Kafka's image; skipped without Docker unless {@code HEATWIRE_REQUIRE_DOCKER=true}. */
@Tag("full")
class ContainerPipelineTest extends PipelineSuite {
    static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.3.1");

    private static KafkaContainer kafka;

    @BeforeAll
    static void start() {
        boolean required = Boolean.parseBoolean(System.getenv("HEATWIRE_REQUIRE_DOCKER"));
        assumeTrue(required || DockerClientFactory.instance().isDockerAvailable(), "no Docker here");
        kafka = new KafkaContainer(IMAGE);
        kafka.start();
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }
}
