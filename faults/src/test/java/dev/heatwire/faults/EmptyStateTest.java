package dev.heatwire.faults;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A killed stage that comes back elsewhere, without its state, takes over once Kafka has given up the old one. */
@LongForm
class EmptyStateTest {
    /** The session timeout of a stage, and 5 s. */
    private static final double LIMIT = 15;

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldBeBackInTime() {
        SuiteProfile.requireLimits("kill -9, back without state: ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldTakeOverWithoutState(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                for (Role role : SuiteProfile.roles()) {
                    strike(trial, role, folder.resolve("elsewhere"));
                }
                load.await(100);
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Role role, Path empty) throws Exception {
        Instant killed = trial.kill(role);
        trial.stages.startElsewhere(role, empty);
        trial.awaitOutput(new Fault("kill -9, back without state: " + role.command(), LIMIT), role, killed);
    }
}
