package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.process.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Whether the fault suite runs in its short form (each fault once) or in its long form (several moments and seeds). */
public final class SuiteProfile {
    /** Changes per second, most of several files: what two cores can process beside a JVM that starts. */
    static final int PER_SECOND = 10;

    private static final boolean LONG =
            System.getProperty("heatwire.faults", "short").equals("long");
    private static final int SEEDS = Integer.getInteger("heatwire.faults.seeds", 6);

    private SuiteProfile() {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, LONG ? SEEDS : 1);
    }

    /** The seeds of tests that take long. */
    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, LONG ? Math.min(SEEDS, 2) : 1);
    }

    /** Asserts limits in the long form only, which has enough runs for a median. */
    static void requireLimits(String faults) {
        if (LONG) {
            assertThat(FaultTable.slow(faults)).as("slower than the limit").isEmpty();
        }
    }

    /** Asserts the median over several faults in the long form only. */
    static void requireMedian(String faults, double seconds) {
        if (LONG) {
            assertThat(FaultTable.median(faults)).as("median seconds").isLessThanOrEqualTo(seconds);
        }
    }

    /** The stages for faults that are not injected into every stage. */
    static List<Role> roles() {
        return LONG ? List.of(Role.ENRICH, Role.RANK, Role.SINK) : List.of(Role.RANK);
    }

    /** How long a process may take to exit; the short form only records it, because it may share its machine. */
    static Duration exitTimeout() {
        return LONG ? Duration.ofSeconds(10) : Duration.ofSeconds(60);
    }

    public static boolean isLong() {
        return LONG;
    }

    /** When faults are injected, in percent of the load. */
    static List<Integer> moments() {
        return LONG ? List.of(20, 50, 80) : List.of(50);
    }

    /** How many changes a load has. */
    public static int changes() {
        return Integer.getInteger("heatwire.faults.changes", LONG ? 450 : 200);
    }
}
