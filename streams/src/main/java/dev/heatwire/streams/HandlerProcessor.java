package dev.heatwire.streams;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands each record to one step of a desk: the object that holds a task's stores and decides. Several processors of a
 * sub-topology share the stores, each through a desk of its own.
 */
public final class HandlerProcessor<V, R, D> implements Processor<String, V, String, R> {
    private final Function<ProcessorContext<String, R>, D> opening;
    private final BiConsumer<D, Record<String, V>> step;
    private D desk;

    private HandlerProcessor(Function<ProcessorContext<String, R>, D> opening, BiConsumer<D, Record<String, V>> step) {
        this.opening = opening;
        this.step = step;
    }

    public static <V, R, D> ProcessorSupplier<String, V, String, R> at(
            Function<ProcessorContext<String, R>, D> opening, BiConsumer<D, Record<String, V>> step) {
        return () -> new HandlerProcessor<>(opening, step);
    }

    /** Runs after the task's stores are restored, and again when the task is revived. */
    @Override
    public void init(ProcessorContext<String, R> context) {
        desk = opening.apply(context);
    }

    @Override
    public void process(Record<String, V> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a record without a key");
        }
        step.accept(desk, record);
    }
}
