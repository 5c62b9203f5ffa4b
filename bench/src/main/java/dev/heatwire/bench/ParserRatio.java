package dev.heatwire.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** The speed of ArticleParser relative to SnakeYAML's plain load, measured alternately in processor time. */
final class ParserRatio {
    private static final int WARM_UP_ROUNDS = 12;
    private static final int RUNS_PER_ROUND = 3;

    private final ParserBenchmark benchmark = new ParserBenchmark();
    private final Blackhole hole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    double median(int rounds) {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            benchmark.heatwire(hole);
            benchmark.safeConstructor(hole);
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double parsing = seconds(() -> benchmark.heatwire(hole));
            ratios.add(seconds(() -> benchmark.safeConstructor(hole)) / parsing);
        }
        return RegressionCheck.median(ratios);
    }

    private static double seconds(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < RUNS_PER_ROUND; i++) {
            work.run();
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
