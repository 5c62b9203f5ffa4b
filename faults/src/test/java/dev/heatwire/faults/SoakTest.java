package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heatwire.faults.model.Load;
import dev.heatwire.faults.process.ExternalCommand;
import dev.heatwire.faults.process.Role;
import dev.heatwire.faults.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No stage leaks memory, threads or descriptors under load; {@code -Dheatwire.faults.soak=30} for 30 minutes. */
@FaultSuite
@EnabledOnOs(OS.LINUX)
class SoakTest {
    private static final int MINUTES = Integer.getInteger("heatwire.faults.soak", 0);
    private static final int SAMPLES = 60;
    private static final double MAX_GROWTH = 1.1;

    @TempDir
    private Path folder;

    /** The old generation in the serial collector's heap report, of Java 17 and of later versions. */
    private static final Pattern LIVE = Pattern.compile("(?i)tenured .* used (\\d+)K");

    /**
     * The resources of a process.
     *
     * @param liveKilobytes the old generation after a full collection
     */
    private record Sample(long residentKilobytes, long liveKilobytes, long descriptors, long threads) {}

    @Test
    void shouldNotGrow() throws Exception {
        assumeTrue(MINUTES > 0, "runs with -Dheatwire.faults.soak=MINUTES");
        Map<Role, List<Sample>> samples = new EnumMap<>(Role.class);
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            try (Load load = new Load(scenario.site, SuiteProfile.PER_SECOND)) {
                for (int i = 0; i < SAMPLES; i++) {
                    Waiting.pause(Duration.ofMinutes(MINUTES).dividedBy(SAMPLES));
                    for (Role role : Role.values()) {
                        samples.computeIfAbsent(role, key -> new ArrayList<>())
                                .add(sample(scenario.stages.of(role).pid()));
                    }
                }
                assertThat(load.changes()).isPositive();
            }
            scenario.recordRun(Fault.of("none, for %d minutes".formatted(MINUTES)));
            scenario.finish();
        }
        samples.forEach((role, taken) -> {
            System.err.printf("%s: %s ... %s%n", role, taken.get(SAMPLES / 3), taken.get(SAMPLES - 1));
            assertThat(growth(taken, Sample::residentKilobytes))
                    .as(role + " RSS")
                    .isLessThan(MAX_GROWTH);
            assertThat(growth(taken, Sample::liveKilobytes))
                    .as(role + " heap after collection")
                    .isLessThan(MAX_GROWTH);
            assertThat(growth(taken, Sample::descriptors))
                    .as(role + " descriptors")
                    .isLessThan(MAX_GROWTH);
            assertThat(growth(taken, Sample::threads)).as(role + " threads").isLessThan(MAX_GROWTH);
        });
    }

    /** The mean of the last third of the samples over that of the second; the first third is warm-up. */
    private static double growth(List<Sample> samples, ToLongFunction<Sample> figure) {
        int third = samples.size() / 3;
        return mean(samples.subList(2 * third, 3 * third), figure) / mean(samples.subList(third, 2 * third), figure);
    }

    private static double mean(List<Sample> samples, ToLongFunction<Sample> figure) {
        return samples.stream().mapToLong(figure).average().orElseThrow();
    }

    private static Sample sample(long pid) throws IOException, InterruptedException {
        long live = liveKilobytes(pid);
        Path process = Path.of("/proc", Long.toString(pid));
        Map<String, Long> status = new HashMap<>();
        for (String line : Files.readAllLines(process.resolve("status"))) {
            String[] parts = line.split("\\s+");
            if (parts.length > 1 && parts[1].matches("\\d+")) {
                status.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return new Sample(status.get("VmRSS:"), live, descriptors.count(), status.get("Threads:"));
        }
    }

    private static long liveKilobytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String heap = jcmd(pid, "GC.heap_info");
        Matcher live = LIVE.matcher(heap);
        assertThat(live.find()).as(heap).isTrue();
        return Long.parseLong(live.group(1));
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return ExternalCommand.of(jcmd.toString(), Long.toString(pid), command).output();
    }
}
