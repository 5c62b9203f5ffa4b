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

/** The short form of the fault suite: one pipeline survives each fault once. */
@FaultSuite
@DisabledIf("dev.heatwire.faults.SuiteProfile#isLong")
class EachFaultOnceTest {
    private static final Duration CUT_DURATION = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    void shouldSurviveEachFault() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1, true);
                CompactedTopicReader reader = new CompactedTopicReader(scenario.broker.client())) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                for (Role role : Role.values()) {
                    StageKilledTest.inject(scenario, role);
                }
                CommittedTest.inject(scenario, reader);
                for (Role role : Role.values()) {
                    StopTest.inject(scenario, role);
                }
                StopTest.injectWhileRestoring(scenario, Role.ENRICH, folder.resolve("restoring"));
                EmptyStateTest.inject(scenario, Role.RANK, folder.resolve("elsewhere"));
                NetworkTest.inject(scenario, CUT_DURATION);
                BrokerKilledTest.inject(scenario, BrokerKilledTest.SHORT_DOWNTIME);
                FrozenTest.injectIntoIngest(scenario);
                FrozenTest.inject(scenario, Role.RANK);
                ScaleTest.inject(scenario, Role.ENRICH);
                NetworkTest.slowDown(scenario);
                scenario.broker.proxy().delay(Duration.ZERO);
                assertThat(load.changes()).isGreaterThan(SuiteProfile.changes());
            }
            scenario.finish();
        }
    }
}
