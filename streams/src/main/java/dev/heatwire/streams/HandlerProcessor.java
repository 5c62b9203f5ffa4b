package dev.heatwire.streams;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Passes each record to a method of a handler, which holds the stores of the task. Processors of the same sub-topology
 * share stores; each has its own handler.
 */
public final class HandlerProcessor<V, R, H> implements Processor<String, V, String, R> {
    private final Function<ProcessorContext<String, R>, H> factory;
    private final BiConsumer<H, Record<String, V>> method;
    private H handler;

    private HandlerProcessor(
            Function<ProcessorContext<String, R>, H> factory, BiConsumer<H, Record<String, V>> method) {
        this.factory = factory;
        this.method = method;
    }

    public static <V, R, H> ProcessorSupplier<String, V, String, R> at(
            Function<ProcessorContext<String, R>, H> factory, BiConsumer<H, Record<String, V>> method) {
        return () -> new HandlerProcessor<>(factory, method);
    }

    /** Called after the stores of the task are restored, and again when the task is revived. */
    @Override
    public void init(ProcessorContext<String, R> context) {
        handler = factory.apply(context);
    }

    @Override
    public void process(Record<String, V> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a record without a key");
        }
        TraceContext.within(record.headers(), () -> method.accept(handler, record));
    }
}
