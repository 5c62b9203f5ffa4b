package dev.heatwire.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Counts what a process has sent on and what it has refused, from its producers' own metrics. */
final class SentRecords {
    private SentRecords() {}

    /**
     * @param source has the metrics; the registry does not keep it alive
     * @param output the topic that the process feeds
     */
    static <S> void bind(
            MeterRegistry registry,
            S source,
            Function<S, Map<MetricName, ? extends Metric>> metrics,
            String output,
            String deadLetters) {
        FunctionCounter.builder("heatwire.articles", source, one -> sentTo(output, metrics.apply(one)))
                .description(
                        "Records sent to the topic that this process feeds, deletions and repeated attempts included")
                .register(registry);
        FunctionCounter.builder("heatwire.rejects", source, one -> sentTo(deadLetters, metrics.apply(one)))
                .description("Files or records sent to the dead letters")
                .register(registry);
    }

    private static double sentTo(String topic, Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals("record-send-total")
                        && Objects.equals(metric.metricName().tags().get("topic"), topic))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }
}
