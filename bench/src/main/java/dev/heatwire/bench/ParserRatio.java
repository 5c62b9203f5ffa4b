package dev.heatwire.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** How many times as fast as SnakeYAML's plain load our reader is, measured by turns in processor time. */
final class ParserRatio {
    private static final int WARM_UP = 12;
    private static final int PER_ROUND = 3;

    private final ParserBenchmark benchmark = new ParserBenchmark();
    private final Blackhole hole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    double median(int rounds) {
        for (int i = 0; i < WARM_UP; i++) {
            benchmark.heatwire(hole);
            benchmark.safeConstructor(hole);
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double ours = seconds(() -> benchmark.heatwire(hole));
            ratios.add(seconds(() -> benchmark.safeConstructor(hole)) / ours);
        }
        return RegressionCheck.median(ratios);
    }

    private static double seconds(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < PER_ROUND; i++) {
            work.run();
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
