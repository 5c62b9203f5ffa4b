package dev.heatwire.faults;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cut or slow connection between the stages and the broker delays the feed and loses nothing. */
@LongForm
class NetworkTest {
    private static final List<Duration> CUT_DURATIONS = List.of(Duration.ofSeconds(3), Duration.ofSeconds(40));
    private static final Duration LATENCY = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldResumeWithinTheLimit() {
        SuiteProfile.requireLimits("connection ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldResumeWhenTheConnectionIsRestored(long seed) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, seed, true)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                for (Duration cut : CUT_DURATIONS) {
                    inject(scenario, cut);
                }
                slowDown(scenario);
                load.awaitPercent(100);
                scenario.broker.proxy().delay(Duration.ZERO);
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Duration cut) {
        scenario.awaitWork(Role.SINK);
        scenario.broker.proxy().cut();
        Waiting.pause(cut);
        Instant restored = Instant.now();
        scenario.broker.proxy().restore();
        scenario.awaitOutput(new Fault("connection cut for %d s".formatted(cut.toSeconds()), 20), Role.SINK, restored);
    }

    static void slowDown(FaultScenario scenario) {
        scenario.broker.proxy().delay(LATENCY);
        scenario.awaitWork(Role.SINK);
        scenario.awaitOutput(new Fault("connection 100 ms slower each way", 20), Role.SINK, Instant.now());
    }
}
