package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the only broker is killed, all stages live on, and output goes on when it is back. */
@LongForm
class BrokerKilledTest {
    static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int BOUNCES = 5;

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldBeBackInTime() {
        SuiteProfile.requireLimits("broker ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldGoOnWhenTheBrokerIsBack(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                for (Duration away : List.of(SHORT, LONG, LONG, LONG)) {
                    strike(trial, away);
                }
                for (int bounce = 0; bounce < BOUNCES; bounce++) {
                    strike(trial, new Fault("broker kill -9, %d times in a row".formatted(BOUNCES), 20), Duration.ZERO);
                }
                load.await(100);
            }
            for (Role role : Role.values()) {
                assertThat(trial.stages.of(role).isAlive()).as(role + " lives").isTrue();
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Duration away) throws IOException {
        strike(trial, new Fault("broker kill -9 for %d s".formatted(away.toSeconds()), 20), away);
    }

    /** The time runs from when the broker is started again. */
    static void strike(FaultScenario trial, Fault fault, Duration away) throws IOException {
        trial.awaitWork(Role.SINK);
        trial.broker.kill();
        Waiting.pause(away);
        Instant back = Instant.now();
        trial.broker.start();
        trial.awaitOutput(fault, Role.SINK, back);
    }
}
