package dev.heatwire.app.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleBiFunction;

/** Counters of the records that a process has written to its output topic and to the dead letters. */
final class RecordCounters {
    private RecordCounters() {}

    /**
     * @param source holds the counts; the registry keeps a weak reference only
     * @param written number of records that the source has written to a topic
     * @param output the output topic of the process
     */
    static <S> void bind(
            MeterRegistry registry,
            S source,
            ToDoubleBiFunction<S, String> written,
            String output,
            String deadLetters) {
        FunctionCounter.builder("heatwire.articles", source, counts -> written.applyAsDouble(counts, output))
                .description("Records written to the output topic of this process, tombstones included; the counts of "
                        + "a stage include records of aborted transactions")
                .register(registry);
        FunctionCounter.builder("heatwire.rejects", source, counts -> written.applyAsDouble(counts, deadLetters))
                .description("Files or records sent to the dead letters")
                .register(registry);
    }
}
