package dev.heatwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.faults.process.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** How much is tried: each fault once, or at several moments of several loads. */
public final class SuiteProfile {
    /** Changes of a newsroom; most are several files. Two processors can carry that and one cold JVM. */
    static final int PER_SECOND = 10;

    private static final boolean LONG =
            System.getProperty("heatwire.faults", "short").equals("long");
    private static final int SEEDS = Integer.getInteger("heatwire.faults.seeds", 6);

    private SuiteProfile() {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, LONG ? SEEDS : 1);
    }

    /** For what takes long. */
    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, LONG ? Math.min(SEEDS, 2) : 1);
    }

    /** In the long form, where there are enough of them to speak of a median. */
    static void requireLimits(String faults) {
        if (LONG) {
            assertThat(FaultTable.slow(faults)).as("over the limit").isEmpty();
        }
    }

    /** The same for several faults together. */
    static void requireMedian(String faults, double seconds) {
        if (LONG) {
            assertThat(FaultTable.median(faults)).as("median seconds").isLessThanOrEqualTo(seconds);
        }
    }

    /** The stages that a fault strikes which need not strike each. */
    static List<Role> roles() {
        return LONG ? List.of(Role.ENRICH, Role.RANK, Role.SINK) : List.of(Role.RANK);
    }

    /** How long a process that is asked to end may take; a build has no machine of its own, so there it is only noted. */
    static Duration endWithin() {
        return LONG ? Duration.ofSeconds(10) : Duration.ofSeconds(60);
    }

    public static boolean isLong() {
        return LONG;
    }

    /** When faults strike, in percent of the load. */
    static List<Integer> moments() {
        return LONG ? List.of(20, 50, 80) : List.of(50);
    }

    /** How many changes a load has. */
    public static int changes() {
        return Integer.getInteger("heatwire.faults.changes", LONG ? 450 : 200);
    }
}
