package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.events.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline, to which everything happens that the long form tries at leisure. */
@DisabledIf("dev.heatwire.faults.Form#isLong")
class EachFaultOnceTest {
    private static final Duration CUT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @Test
    void shouldSurviveAllOfThem() throws Exception {
        try (Trial trial = Trial.start(folder, 1, true);
                TopicReader reader = new TopicReader(trial.broker.client())) {
            try (Load load = new Load(trial.newsroom, Form.PER_SECOND)) {
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
                assertThat(load.done()).isGreaterThan(Form.changes());
            }
            trial.finish();
        }
    }
}
