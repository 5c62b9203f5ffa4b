package dev.heatwire.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Calls an action at an interval of system time for as long as it has something to do. Kafka Streams commits after each
 * call of a punctuator, also after one that found nothing to do: a stage without records would commit all the time.
 */
public final class OnDemandPunctuator {
    private final ProcessorContext<?, ?> context;
    private final Duration interval;
    private final LongPredicate action;
    private Optional<Cancellable> schedule = Optional.empty();

    /**
     * Not started yet.
     *
     * @param action gets the system time in milliseconds, and returns whether it has more to do
     */
    public OnDemandPunctuator(ProcessorContext<?, ?> context, Duration interval, LongPredicate action) {
        this.context = context;
        this.interval = interval;
        this.action = action;
    }

    /** Schedules the action, the first time after one interval; does nothing if it is scheduled. */
    public void start() {
        if (schedule.isEmpty()) {
            schedule = Optional.of(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::punctuate));
        }
    }

    private void punctuate(long now) {
        if (!action.test(now)) {
            schedule.ifPresent(Cancellable::cancel);
            schedule = Optional.empty();
        }
    }
}
