package dev.heatwire.app.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleBiFunction;

/** Counts what a process has sent on and what it has refused. */
final class RecordCounters {
    private RecordCounters() {}

    /**
     * @param source counts; the registry does not keep it alive
     * @param to how many records it has written to a topic
     * @param output the topic that the process feeds
     */
    static <S> void bind(
            MeterRegistry registry, S source, ToDoubleBiFunction<S, String> to, String output, String deadLetters) {
        FunctionCounter.builder("heatwire.articles", source, one -> to.applyAsDouble(one, output))
                .description("Records written to the topic that this process feeds, deletions included; those of a "
                        + "stage also when their transaction did not last")
                .register(registry);
        FunctionCounter.builder("heatwire.rejects", source, one -> to.applyAsDouble(one, deadLetters))
                .description("Files or records sent to the dead letters")
                .register(registry);
    }
}
