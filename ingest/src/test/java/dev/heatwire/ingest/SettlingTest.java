package dev.heatwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.ingest.SiteFolder.Stamp;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration JUST_UNDER = Settling.PAUSE.minusMillis(1);

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Settling settling = new Settling(clock);

    @Test
    void shouldTakeAFileOnceItHasBeenLeftAloneForThePause() {
        assertThat(settling.isNewAndSettled("a", modified(NOON.minus(JUST_UNDER))))
                .isFalse();
        assertThat(settling.isNewAndSettled("a", modified(NOON.minus(Settling.PAUSE))))
                .isTrue();
    }

    @Test
    void shouldWatchAFileWithADateInTheFuture() {
        Stamp stamp = modified(NOON.plusSeconds(3_600));

        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();
        clock.now = NOON.plus(JUST_UNDER);
        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();
        clock.now = NOON.plus(Settling.PAUSE);
        assertThat(settling.isNewAndSettled("a", stamp)).isTrue();
    }

    @Test
    void shouldWaitAgainWhenTheFileChangesMeanwhile() {
        Stamp later = modified(NOON.plusSeconds(3_600));
        settling.isNewAndSettled("a", later);
        clock.now = NOON.plus(Settling.PAUSE);

        assertThat(settling.isNewAndSettled("a", new Stamp(2, later.modified())))
                .isFalse();
    }

    @Test
    void shouldNotTakeTheSameStampTwice() {
        Stamp stamp = modified(NOON.minusSeconds(60));
        settling.done("a", stamp);

        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();

        settling.forget("a");
        assertThat(settling.isNewAndSettled("a", stamp)).isTrue();
    }

    private static Stamp modified(Instant time) {
        return new Stamp(1, FileTime.from(time));
    }
}
