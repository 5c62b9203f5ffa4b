package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heatwire.app.config.Settings;
import dev.heatwire.broker.EmbeddedBroker;
import dev.heatwire.ingest.IngestSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunnerTest {
    private static EmbeddedBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(
                data,
                EmbeddedBroker.freePort(),
                Map.of(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found",
                        "true"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldCloseTheStagesWhenIngestCannotStart() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site/articles")).getParent();
        Path state = folder.resolve("state");
        Settings settings = Settings.of(
                Map.of(Settings.BOOTSTRAP_SERVERS, broker.address(), Settings.PARTITIONS, "1"), Map.of(), List.of());
        try (Admin admin = Admin.create(new HashMap<>(settings.client()))) {
            admin.createAcls(List.of(denyTransactionalId("articles-ingest")))
                    .all()
                    .get();
        }

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> PipelineRunner.start(IngestSources.folder(site), settings, state, Clock.systemUTC()))
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOfAny(TransactionalIdAuthorizationException.class)
                        .hasNoSuppressedExceptions());

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.matches("heatwire-.*-StreamThread-\\d+"));
        StageInstance.claim(state, "run", Optional.of("1")).close();
    }

    private static AclBinding denyTransactionalId(String transactionalId) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, transactionalId, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.DENY));
    }
}
