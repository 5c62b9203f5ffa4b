package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.SmallDisk;
import dev.heatwire.faults.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage ends with a clear error when its disk is full, and loses nothing. */
@FaultSuite
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
    private static final Duration FAILURE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FULL_DURATION = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#roles")
    void shouldEndWhenThereIsNoSpaceForStateAndResumeAfterwards(Role role) throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("state"), 512);
                FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                scenario.awaitWork(role);
                disk.fill();
                Waiting.pause(FULL_DURATION);
                ChildProcess child = scenario.stages.of(role);
                child.terminate();
                assertThat(child.hasEndedWithin(SuiteProfile.exitTimeout()))
                        .as(child::logSinceStart)
                        .isTrue();

                // existing state can be read from a full disk; deleted state cannot be restored on it
                Utils.delete(folder.resolve("state").resolve(role.command()).toFile());
                disk.fill();
                ChildProcess next = scenario.stages.start(role);
                assertThat(next.hasEndedWithin(FAILURE_TIMEOUT))
                        .as(next::logSinceStart)
                        .isTrue();
                assertThat(next.exitValue()).isEqualTo(1);
                assertThat(next.logSinceStart()).contains("No space left on device");

                disk.free();
                scenario.stages.start(role);
                scenario.recordRun(Fault.of("disk full: state of " + role.command()));
                load.awaitPercent(100);
            }
            scenario.finish();
        }
    }

    @Test
    void shouldReadTheSiteWhenItHasSpaceAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("site"), 16);
                FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                load.awaitPercent(20);
                disk.fill();
                Waiting.pause(FULL_DURATION);
                disk.free();
                scenario.recordRun(Fault.of("disk full: site folder"));
                load.awaitPercent(100);
            }
            assertThat(scenario.site.failedWrites()).isPositive();
            scenario.finish();
        }
    }
}
