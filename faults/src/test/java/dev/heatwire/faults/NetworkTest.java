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

/** A line that is cut, or slow, between the stages and the broker delays the feed and does nothing else to it. */
@LongForm
class NetworkTest {
    private static final List<Duration> CUTS = List.of(Duration.ofSeconds(3), Duration.ofSeconds(40));
    private static final Duration LATENCY = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    @AfterAll
    static void shouldBeBackInTime() {
        SuiteProfile.requireLimits("line ");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#fewSeeds")
    void shouldGoOnWhenTheLineIsMended(long seed) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, seed, true)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                for (Duration cut : CUTS) {
                    strike(trial, cut);
                }
                slowDown(trial);
                load.await(100);
                trial.broker.link().delay(Duration.ZERO);
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Duration cut) {
        trial.awaitWork(Role.SINK);
        trial.broker.link().cut();
        Waiting.pause(cut);
        Instant mended = Instant.now();
        trial.broker.link().mend();
        trial.awaitOutput(new Fault("line cut for %d s".formatted(cut.toSeconds()), 20), Role.SINK, mended);
    }

    static void slowDown(FaultScenario trial) {
        trial.broker.link().delay(LATENCY);
        trial.awaitWork(Role.SINK);
        trial.awaitOutput(new Fault("line 100 ms slower each way", 20), Role.SINK, Instant.now());
    }
}
