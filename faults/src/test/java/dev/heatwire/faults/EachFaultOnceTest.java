package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline, to which everything happens that the long form tries at leisure. */
@FaultSuite
@DisabledIf("dev.heatwire.faults.SuiteProfile#isLong")
class EachFaultOnceTest {
    private static final Duration CUT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    void shouldSurviveAllOfThem() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1, true);
                CompactedTopicReader reader = new CompactedTopicReader(trial.broker.client())) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                for (Role role : Role.values()) {
                    StageKilledTest.strike(trial, role);
                }
                CommittedTest.strike(trial, reader);
                for (Role role : Role.values()) {
                    StopTest.strike(trial, role);
                }
                StopTest.strikeRestoring(trial, Role.ENRICH, folder.resolve("restoring"));
                EmptyStateTest.strike(trial, Role.RANK, folder.resolve("elsewhere"));
                NetworkTest.strike(trial, CUT);
                BrokerKilledTest.strike(trial, BrokerKilledTest.SHORT);
                FrozenTest.strikeIngest(trial);
                FrozenTest.strike(trial, Role.RANK);
                ScaleTest.strike(trial, Role.ENRICH);
                NetworkTest.slowDown(trial);
                trial.broker.link().delay(Duration.ZERO);
                assertThat(load.done()).isGreaterThan(SuiteProfile.changes());
            }
            trial.finish();
        }
    }
}
