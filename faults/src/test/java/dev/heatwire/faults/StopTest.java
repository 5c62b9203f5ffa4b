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

/** A stage exits with 0 within 10 s of SIGTERM, under load and while it restores its state. */
@LongForm
class StopTest {
    private static final double MAX_SECONDS = 10;
    private static final Duration REBALANCING_TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldStopUnderLoad(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                for (int moment : SuiteProfile.moments()) {
                    load.awaitPercent(moment);
                    for (Role role : Role.values()) {
                        inject(scenario, role);
                    }
                }
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    @Test
    void shouldStopWhileItRestores() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(50);
                for (Role role : List.of(Role.ENRICH, Role.RANK, Role.SINK)) {
                    injectWhileRestoring(scenario, role, folder.resolve("empty"));
                }
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Role role) throws Exception {
        scenario.awaitWork(role);
        Instant terminated = Instant.now();
        stop(
                scenario,
                new Fault("SIGTERM under load, until it has ended: " + role.command(), MAX_SECONDS),
                scenario.stages.of(role));
        scenario.stages.start(role);
        scenario.awaitOutput(Fault.of("SIGTERM under load, until output resumes: " + role.command()), role, terminated);
    }

    static void injectWhileRestoring(FaultScenario scenario, Role role, Path empty) throws Exception {
        Fault fault = new Fault("SIGTERM while it restores, until it has ended", MAX_SECONDS);
        stop(scenario, fault, scenario.stages.of(role));
        ChildProcess child = scenario.stages.startElsewhere(role, empty);
        await().atMost(REBALANCING_TIMEOUT)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> child.logSinceStart().contains("is REBALANCING"));
        stop(scenario, fault, child);
        scenario.stages.startElsewhere(role, empty);
    }

    /** Terminates the process, and records how long it takes to exit. */
    static void stop(FaultScenario scenario, Fault fault, ChildProcess child) throws Exception {
        Instant terminated = Instant.now();
        child.terminate();
        assertThat(child.hasEndedWithin(SuiteProfile.exitTimeout()))
                .as(child::logSinceStart)
                .isTrue();
        assertThat(child.exitValue()).as(child::logSinceStart).isZero();
        scenario.recordSeconds(
                fault, Duration.between(terminated, Instant.now()).toMillis() / 1_000.0);
    }
}
