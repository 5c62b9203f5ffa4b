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

/** Instances of a stage may come and go under load. */
@LongForm
class ScaleTest {
    private static final Duration STAY = Duration.ofSeconds(20);

    /** Seconds, in the median over the stages. */
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
    void shouldLetInstancesComeAndGo(Role role) throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                strike(trial, role);
                load.await(100);
            }
            trial.finish();
        }
    }

    static void strike(FaultScenario trial, Role role) throws Exception {
        trial.awaitWork(role);
        trial.observer.measureGaps(role.output(trial.topics));
        List<ChildProcess> more = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            more.add(trial.stages.startAnother(role));
        }
        Waiting.pause(STAY);
        double up = trial.observer.longestGap();
        trial.observer.measureGaps(role.output(trial.topics));
        for (ChildProcess one : more) {
            StopTest.stop(trial, new Fault("SIGTERM of one of several: " + role.command(), 10), one);
        }
        Waiting.pause(STAY);
        double down = trial.observer.longestGap();
        trial.took(new Fault("1 to 3 instances: longest gap, " + role.command(), MAX_GAP), up);
        trial.took(new Fault("3 to 1 instances: longest gap, " + role.command(), MAX_GAP), down);
    }
}
