package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that stands still long enough to be replaced publishes nothing when it wakes up. */
@LongForm
class FrozenTest {
    private static final Duration FROZEN = Duration.ofSeconds(20);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldReplaceAFrozenStage(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                for (Role role : SuiteProfile.roles()) {
                    load.await(20);
                    strike(trial, role);
                }
                load.await(100);
            }
            trial.finish();
        }
    }

    @Test
    void shouldReplaceAFrozenIngest() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                strikeIngest(trial);
                load.await(100);
            }
            trial.finish();
        }
    }

    /** Another instance takes over what the frozen one had. */
    static void strike(FaultScenario trial, Role role) throws Exception {
        ChildProcess frozen = trial.stages.of(role);
        ChildProcess other = trial.stages.startAnother(role);
        await().atMost(END_TIMEOUT).until(() -> other.logSinceStart().contains(role.command() + " is RUNNING"));
        trial.awaitWork(role);
        frozen.freeze();
        Instant since = Instant.now();
        trial.awaitOutput(Fault.of("SIGSTOP for 20 s, another instance lives: " + role.command()), role, since, true);
        Waiting.pause(FROZEN.minus(Duration.between(since, Instant.now())));
        frozen.thaw();
    }

    /** There is one at a time: the next fences the frozen one. */
    static void strikeIngest(FaultScenario trial) throws Exception {
        ChildProcess frozen = trial.stages.of(Role.INGEST);
        trial.awaitWork(Role.INGEST);
        frozen.freeze();
        Instant since = Instant.now();
        trial.stages.start(Role.INGEST);
        trial.awaitOutput(new Fault("SIGSTOP: ingest, replaced at once", 5), Role.INGEST, since);
        frozen.thaw();
        assertThat(frozen.hasEndedWithin(END_TIMEOUT)).as(frozen::logSinceStart).isTrue();
        assertThat(frozen.exitValue()).isEqualTo(1);
    }
}
