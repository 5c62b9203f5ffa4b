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

/** Killed at any moment and started again at once, a stage loses nothing, doubles nothing, and is back in seconds. */
@LongForm
class StageKilledTest {
    @AfterAll
    static void shouldBeBackInTime() {
        SuiteProfile.requireMedian("kill -9 of ", BACK_TIMEOUT);
    }

    /** Seconds, in the median over all stages. */
    private static final double BACK_TIMEOUT = 5;

    /** Each stage early, in the middle, and late. */
    private static final int STRIKES = 3 * Role.values().length;

    /** How many changes the newsroom makes between one strike's end and the next: six seconds of work. */
    private static final int APART = 6 * SuiteProfile.PER_SECOND;

    /** For a newsroom that rests. */
    private static final Duration SETTLED_TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#seeds")
    void shouldGoOnWhereItWasKilled(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                // all over the load, and each stage by itself: none is struck while another catches up
                for (int strike = 0; strike < STRIKES; strike++) {
                    load.awaitMore(APART);
                    strike(trial, Role.values()[strike % Role.values().length]);
                    // what was lost is looked for at once: later news of an article would hide that one was
                    load.rest(() -> trial.awaitSettled(SETTLED_TIMEOUT));
                }
                load.awaitMore(APART);
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Role role) throws Exception {
        Instant killed = trial.kill(role);
        trial.stages.start(role);
        trial.awaitOutput(new Fault("kill -9 of " + role.command(), BACK_TIMEOUT), role, killed);
    }
}
