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

/** When the only broker is killed, no stage ends, and output resumes after the broker has restarted. */
@LongForm
class BrokerKilledTest {
    static final Duration SHORT_DOWNTIME = Duration.ofSeconds(2);
    private static final Duration LONG_DOWNTIME = Duration.ofSeconds(30);
    private static final int REPEATED_KILLS = 5;

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldResumeWithinTheLimit() {
        SuiteProfile.requireLimits("broker ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldResumeAfterTheBrokerHasRestarted(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                for (Duration downtime : List.of(SHORT_DOWNTIME, LONG_DOWNTIME, LONG_DOWNTIME, LONG_DOWNTIME)) {
                    inject(scenario, downtime);
                }
                for (int kill = 0; kill < REPEATED_KILLS; kill++) {
                    inject(
                            scenario,
                            new Fault("broker kill -9, %d times in a row".formatted(REPEATED_KILLS), 20),
                            Duration.ZERO);
                }
                load.awaitPercent(100);
            }
            for (Role role : Role.values()) {
                assertThat(scenario.stages.of(role).isAlive())
                        .as(role + " is alive")
                        .isTrue();
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Duration downtime) throws IOException {
        inject(scenario, new Fault("broker kill -9 for %d s".formatted(downtime.toSeconds()), 20), downtime);
    }

    /** Measures from the restart of the broker to the first output. */
    static void inject(FaultScenario scenario, Fault fault, Duration downtime) throws IOException {
        scenario.awaitWork(Role.SINK);
        scenario.broker.kill();
        Waiting.pause(downtime);
        Instant restarted = Instant.now();
        scenario.broker.start();
        scenario.awaitOutput(fault, Role.SINK, restarted);
    }
}
