package dev.heatwire.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.app.cli.ExitCode;
import dev.heatwire.broker.SharedBroker;
import dev.heatwire.faults.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage as the manifests run it: the name of the pod is its instance, and a volume holds its state. */
@Tag("full")
class PodReplacementTest {
    private static final String PREFIX = "pods-";
    private static final String POD = "heatwire-rank-0";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    /** The manifests grant 30 s. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void shouldExitWithZeroAndReturnAsTheSameMember() throws Exception {
        String broker = "--bootstrap-servers=" + SharedBroker.address();
        assertThat(CommandRun.of("topics", "create", "--topic-prefix=" + PREFIX, broker)
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.address()));
                ChildProcess first = start(broker)) {
            awaitRunning(first);
            MemberDescription before = memberOf(admin);

            first.terminate();

            assertThat(first.hasEndedWithin(STOP_TIMEOUT))
                    .as(first::logSinceStart)
                    .isTrue();
            assertThat(first.exitValue()).as(first::logSinceStart).isZero();
            // the coordinator keeps the tasks for the member until its session times out
            assertThat(memberOf(admin)).isEqualTo(before);
            try (ChildProcess second = start(broker)) {
                awaitRunning(second);
                MemberDescription after = memberOf(admin);
                assertThat(after.groupInstanceId()).isEqualTo(before.groupInstanceId());
                assertThat(after.groupInstanceId().orElseThrow()).startsWith(POD);
                assertThat(after.assignment()).isEqualTo(before.assignment());
            }
        }
    }

    private ChildProcess start(String broker) throws IOException {
        return ChildProcess.start(
                folder.resolve("rank.log"),
                Map.of(
                        "HEATWIRE_INSTANCE",
                        POD,
                        "HEATWIRE_STATE_DIR",
                        folder.resolve("volume").toString(),
                        "HEATWIRE_TOPIC_PREFIX",
                        PREFIX,
                        "HEATWIRE_LOG_LEVEL",
                        "INFO"),
                List.of("dev.heatwire.app.cli.HeatwireCommand", "rank", broker));
    }

    private static void awaitRunning(ChildProcess rank) {
        await().atMost(START_TIMEOUT).until(() -> rank.logSinceStart().contains("rank is RUNNING"));
    }

    private static MemberDescription memberOf(Admin admin) {
        return ConsumerGroups.of(admin, PREFIX + "heatwire-rank").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the group has no member"));
    }
}
