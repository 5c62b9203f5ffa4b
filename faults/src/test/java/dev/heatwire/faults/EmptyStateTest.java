package dev.heatwire.faults;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A killed stage that is restarted without its state resumes after the session of its old instance has timed out. */
@LongForm
class EmptyStateTest {
    /** Seconds: the session timeout of a stage plus 5. */
    private static final double MAX_SECONDS = 15;

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldResumeWithinTheLimit() {
        SuiteProfile.requireLimits("kill -9, back without state: ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldResumeWithoutState(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                for (Role role : SuiteProfile.roles()) {
                    inject(scenario, role, folder.resolve("elsewhere"));
                }
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Role role, Path empty) throws Exception {
        Instant killed = scenario.kill(role);
        scenario.stages.startElsewhere(role, empty);
        scenario.awaitOutput(new Fault("kill -9, back without state: " + role.command(), MAX_SECONDS), role, killed);
    }
}
