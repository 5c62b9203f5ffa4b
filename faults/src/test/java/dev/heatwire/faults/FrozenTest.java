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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that was suspended for longer than its session timeout publishes nothing after it resumes. */
@LongForm
class FrozenTest {
    private static final Duration SUSPENDED = Duration.ofSeconds(20);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(60);

    @AfterAll
    static void shouldResumeWithinTheLimit() {
        SuiteProfile.requireLimits("SIGSTOP");
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldReplaceASuspendedStage(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                for (Role role : SuiteProfile.roles()) {
                    load.awaitPercent(20);
                    inject(scenario, role);
                }
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    @Test
    void shouldReplaceASuspendedIngest() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                injectIntoIngest(scenario);
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    /** Another instance gets the partitions of the suspended one. */
    static void inject(FaultScenario scenario, Role role) throws Exception {
        ChildProcess suspended = scenario.stages.of(role);
        ChildProcess other = scenario.stages.startAnother(role);
        await().atMost(END_TIMEOUT).until(() -> other.logSinceStart().contains(role.command() + " is RUNNING"));
        scenario.awaitWork(role);
        suspended.suspend();
        Instant since = Instant.now();
        scenario.awaitOutput(Fault.of("SIGSTOP for 20 s, with another instance: " + role.command()), role, since, true);
        Waiting.pause(SUSPENDED.minus(Duration.between(since, Instant.now())));
        suspended.resume();
    }

    /** A new ingest fences the suspended one. */
    static void injectIntoIngest(FaultScenario scenario) throws Exception {
        ChildProcess suspended = scenario.stages.of(Role.INGEST);
        scenario.awaitWork(Role.INGEST);
        suspended.suspend();
        Instant since = Instant.now();
        scenario.stages.start(Role.INGEST);
        scenario.awaitOutput(new Fault("SIGSTOP: ingest, replaced at once", 5), Role.INGEST, since);
        suspended.resume();
        assertThat(suspended.hasEndedWithin(END_TIMEOUT))
                .as(suspended::logSinceStart)
                .isTrue();
        assertThat(suspended.exitValue()).isEqualTo(1);
    }
}
