package dev.heatwire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class OnDemandPunctuatorTest {
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    /** What the action answers, call by call. */
    private final Deque<Boolean> hasMoreToDo = new ArrayDeque<>();

    private final OnDemandPunctuator punctuator =
            new OnDemandPunctuator(context, Duration.ofMillis(20), now -> hasMoreToDo.remove());

    @Test
    void shouldScheduleNothingBeforeItIsStarted() {
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void shouldScheduleTheActionOnceUntilThereIsNothingMoreToDo() {
        hasMoreToDo.addAll(List.of(true, false));

        punctuator.start();
        punctuator.start();

        CapturedPunctuator schedule = onlySchedule();
        assertThat(schedule.getInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(schedule.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
        schedule.getPunctuator().punctuate(0);
        assertThat(schedule.cancelled()).isFalse();
        schedule.getPunctuator().punctuate(20);
        assertThat(schedule.cancelled()).isTrue();
    }

    @Test
    void shouldScheduleTheActionAgainAfterItEnded() {
        hasMoreToDo.add(false);
        punctuator.start();
        onlySchedule().getPunctuator().punctuate(0);

        punctuator.start();

        assertThat(context.scheduledPunctuators()).hasSize(2);
        assertThat(context.scheduledPunctuators().get(1).cancelled()).isFalse();
    }

    private CapturedPunctuator onlySchedule() {
        assertThat(context.scheduledPunctuators()).hasSize(1);
        return context.scheduledPunctuators().get(0);
    }
}
