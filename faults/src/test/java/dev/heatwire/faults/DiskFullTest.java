package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.SmallDisk;
import dev.heatwire.faults.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A full disk stops a stage with a reason, and costs nothing but time. */
@FaultSuite
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
    private static final Duration GIVE_UP_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FULL = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.heatwire.faults.SuiteProfile#roles")
    void shouldStopAndResumeWhenThereIsNoRoomForState(Role role) throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("state"), 512);
                FaultScenario trial = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                trial.awaitWork(role);
                disk.fill();
                Waiting.pause(FULL);
                ChildProcess child = trial.stages.of(role);
                child.terminate();
                assertThat(child.hasEndedWithin(SuiteProfile.endWithin()))
                        .as(child::logSinceStart)
                        .isTrue();

                // what is there may still be read; what is not cannot be built again
                delete(folder.resolve("state").resolve(role.command()));
                disk.fill();
                ChildProcess next = trial.stages.start(role);
                assertThat(next.hasEndedWithin(GIVE_UP_TIMEOUT))
                        .as(next::logSinceStart)
                        .isTrue();
                assertThat(next.exitValue()).isEqualTo(1);
                assertThat(next.logSinceStart()).contains("No space left on device");

                disk.free();
                trial.stages.start(role);
                trial.ran(Fault.of("disk full: state of " + role.command()));
                load.await(100);
            }
            trial.finish();
        }
    }

    @Test
    void shouldReadOnWhenThereIsRoomInTheSiteAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.at(folder.resolve("site"), 16);
                FaultScenario trial = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(trial.newsroom, SuiteProfile.PER_SECOND)) {
                load.await(20);
                disk.fill();
                Waiting.pause(FULL);
                disk.free();
                trial.ran(Fault.of("disk full: site folder"));
                load.await(100);
            }
            assertThat(trial.newsroom.torn()).isPositive();
            trial.finish();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
