package dev.heatwire.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What going through some articles took.
 *
 * @param cpu processor time by process
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
