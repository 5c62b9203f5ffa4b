package dev.heatwire.faults;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stage that is killed at any moment and restarted at once loses nothing, duplicates nothing, and resumes in seconds.
 */
@LongForm
class StageKilledTest {
    @AfterAll
    static void shouldResumeWithinTheLimit() {
        SuiteProfile.requireMedian("kill -9 of ", MAX_SECONDS);
    }

    /** Seconds without output, in the median over all stages. */
    private static final double MAX_SECONDS = 5;

    /** Each stage early, in the middle and late. */
    private static final int KILLS = 3 * Role.values().length;

    /** Six seconds of changes. */
    private static final int CHANGES_BETWEEN_KILLS = 6 * SuiteProfile.PER_SECOND;

    /** Without further changes of the site. */
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#seeds")
    void shouldResumeWhereItWasKilled(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                // kills are spread over the load, and no stage is killed while another one catches up
                for (int kill = 0; kill < KILLS; kill++) {
                    load.awaitMore(CHANGES_BETWEEN_KILLS);
                    inject(scenario, Role.values()[kill % Role.values().length]);
                    // verified after each kill, because a later version of an article would hide that one was lost
                    load.pauseDuring(() -> scenario.awaitSettled(SETTLED_TIMEOUT));
                }
                load.awaitMore(CHANGES_BETWEEN_KILLS);
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Role role) throws Exception {
        Instant killed = scenario.kill(role);
        scenario.stages.start(role);
        scenario.awaitOutput(new Fault("kill -9 of " + role.command(), MAX_SECONDS), role, killed);
    }
}
