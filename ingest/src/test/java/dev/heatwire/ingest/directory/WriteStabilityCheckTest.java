package dev.heatwire.ingest.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatwire.ingest.directory.SiteDirectory.FileStamp;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WriteStabilityCheckTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ALMOST_STABLE = WriteStabilityCheck.STABLE_FOR.minusMillis(1);

    private final ManualClock clock = new ManualClock(NOON);
    private final WriteStabilityCheck settling = new WriteStabilityCheck(clock);

    @Test
    void shouldTakeAFileOnceItHasBeenLeftAloneForThePause() {
        assertThat(settling.isNewAndSettled("a", modified(NOON.minus(ALMOST_STABLE))))
                .isFalse();
        assertThat(settling.isNewAndSettled("a", modified(NOON.minus(WriteStabilityCheck.STABLE_FOR))))
                .isTrue();
    }

    @Test
    void shouldWatchAFileWithADateInTheFuture() {
        FileStamp stamp = modified(NOON.plusSeconds(3_600));

        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();
        clock.now = NOON.plus(ALMOST_STABLE);
        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();
        clock.now = NOON.plus(WriteStabilityCheck.STABLE_FOR);
        assertThat(settling.isNewAndSettled("a", stamp)).isTrue();
    }

    @Test
    void shouldWaitAgainWhenTheFileChangesMeanwhile() {
        FileStamp later = modified(NOON.plusSeconds(3_600));
        settling.isNewAndSettled("a", later);
        clock.now = NOON.plus(WriteStabilityCheck.STABLE_FOR);

        assertThat(settling.isNewAndSettled("a", new FileStamp(2, later.modified())))
                .isFalse();
    }

    @Test
    void shouldNotTakeTheSameStampTwice() {
        FileStamp stamp = modified(NOON.minusSeconds(60));
        settling.done("a", stamp);

        assertThat(settling.isNewAndSettled("a", stamp)).isFalse();

        settling.forget("a");
        assertThat(settling.isNewAndSettled("a", stamp)).isTrue();
    }

    private static FileStamp modified(Instant time) {
        return new FileStamp(1, FileTime.from(time));
    }
}
