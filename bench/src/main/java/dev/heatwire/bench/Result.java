package dev.heatwire.bench;

import java.time.Duration;
import java.util.Map;

/**
 * The time in which articles were processed.
 *
 * @param cpu the processor time of each process
 */
record Result(String name, double articles, Duration time, Map<String, Duration> cpu) {
    double perSecond() {
        return articles / seconds(time);
    }

    double perCpuSecond() {
        return articles / seconds(cpu.values().stream().reduce(Duration.ZERO, Duration::plus));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
