package dev.heatwire.faults;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances of a stage can be added and removed under load. */
@LongForm
class ScaleTest {
    private static final Duration STEADY_DURATION = Duration.ofSeconds(20);

    /** Seconds without output, in the median over all stages. */
    private static final double MAX_GAP = 5;

    @AfterAll
    static void shouldLeaveNoLongGap() {
        SuiteProfile.requireMedian("1 to 3 instances: ", MAX_GAP);
        SuiteProfile.requireMedian("3 to 1 instances: ", MAX_GAP);
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#roles")
    void shouldAddAndRemoveInstances(Role role) throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                inject(scenario, role);
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    static void inject(FaultScenario scenario, Role role) throws Exception {
        scenario.awaitWork(role);
        scenario.observer.measureGaps(role.output(scenario.topics));
        List<ChildProcess> more = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            more.add(scenario.stages.startAnother(role));
        }
        Waiting.pause(STEADY_DURATION);
        double addingGap = scenario.observer.longestGap();
        scenario.observer.measureGaps(role.output(scenario.topics));
        for (ChildProcess instance : more) {
            StopTest.stop(scenario, new Fault("SIGTERM of one of several: " + role.command(), 10), instance);
        }
        Waiting.pause(STEADY_DURATION);
        double removingGap = scenario.observer.longestGap();
        scenario.recordSeconds(new Fault("1 to 3 instances: longest gap, " + role.command(), MAX_GAP), addingGap);
        scenario.recordSeconds(new Fault("3 to 1 instances: longest gap, " + role.command(), MAX_GAP), removingGap);
    }
}
