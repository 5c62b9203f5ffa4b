package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM ends every stage within 10 s with 0, at work as well as while it restores. */
@LongForm
class StopTest {
    private static final double LIMIT = 10;
    private static final Duration STARTED_TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldStopUnderLoad(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                for (int moment : SuiteProfile.moments()) {
                    load.await(moment);
                    for (Role role : Role.values()) {
                        strike(trial, role);
                    }
                }
                load.await(100);
            }
            trial.finish();
        }
    }

    @Test
    void shouldStopWhileItRestores() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(50);
                for (Role role : List.of(Role.ENRICH, Role.RANK, Role.SINK)) {
                    strikeRestoring(trial, role, folder.resolve("empty"));
                }
                load.await(100);
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Role role) throws Exception {
        trial.awaitWork(role);
        Instant asked = Instant.now();
        stop(
                trial,
                new Fault("SIGTERM under load, until it has ended: " + role.command(), LIMIT),
                trial.stages.of(role));
        trial.stages.start(role);
        trial.awaitOutput(Fault.of("SIGTERM under load, until output goes on: " + role.command()), role, asked);
    }

    static void strikeRestoring(FaultScenario trial, Role role, Path empty) throws Exception {
        Fault fault = new Fault("SIGTERM while it restores, until it has ended", LIMIT);
        stop(trial, fault, trial.stages.of(role));
        ChildProcess child = trial.stages.startElsewhere(role, empty);
        await().atMost(STARTED_TIMEOUT)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> child.logSinceStart().contains("is REBALANCING"));
        stop(trial, fault, child);
        trial.stages.startElsewhere(role, empty);
    }

    /** Asks the process to end, and notes how long that takes. */
    static void stop(FaultScenario trial, Fault fault, ChildProcess child) throws Exception {
        Instant asked = Instant.now();
        child.terminate();
        assertThat(child.hasEndedWithin(SuiteProfile.endWithin()))
                .as(child::logSinceStart)
                .isTrue();
        assertThat(child.exitValue()).as(child::logSinceStart).isZero();
        trial.took(fault, Duration.between(asked, Instant.now()).toMillis() / 1_000.0);
    }
}
