package dev.heatwire.ingest.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WriteStabilityCheckTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ALMOST_STABLE = WriteStabilityCheck.STABLE_FOR.minusMillis(1);

    private final ManualClock clock = new ManualClock(NOON);
    private final WriteStabilityCheck stability = new WriteStabilityCheck(clock);

    @Test
    void shouldAcceptAFileThatIsUnchangedForTheStablePeriod() {
        assertThat(stability.isUnreadAndStable("a", modified(NOON.minus(ALMOST_STABLE))))
                .isFalse();
        assertThat(stability.isUnreadAndStable("a", modified(NOON.minus(WriteStabilityCheck.STABLE_FOR))))
                .isTrue();
    }

    @Test
    void shouldObserveAFileWithADateInTheFuture() {
        FileStamp stamp = modified(NOON.plusSeconds(3_600));

        assertThat(stability.isUnreadAndStable("a", stamp)).isFalse();
        clock.now = NOON.plus(ALMOST_STABLE);
        assertThat(stability.isUnreadAndStable("a", stamp)).isFalse();
        clock.now = NOON.plus(WriteStabilityCheck.STABLE_FOR);
        assertThat(stability.isUnreadAndStable("a", stamp)).isTrue();
    }

    @Test
    void shouldWaitAgainWhenTheFileChanges() {
        FileStamp later = modified(NOON.plusSeconds(3_600));
        stability.isUnreadAndStable("a", later);
        clock.now = NOON.plus(WriteStabilityCheck.STABLE_FOR);

        assertThat(stability.isUnreadAndStable("a", new FileStamp(2, later.modified())))
                .isFalse();
    }

    @Test
    void shouldNotAcceptTheSameStampTwice() {
        FileStamp stamp = modified(NOON.minusSeconds(60));
        stability.markRead("a", stamp);

        assertThat(stability.isUnreadAndStable("a", stamp)).isFalse();

        stability.forget("a");
        assertThat(stability.isUnreadAndStable("a", stamp)).isTrue();
    }

    @Test
    void shouldNotWaitForAFileThatIsWrittenWithoutEnd() {
        for (Duration past = Duration.ZERO;
                past.compareTo(WriteStabilityCheck.MAX_WRITE_TIME) < 0;
                past = past.plusMillis(200)) {
            clock.now = NOON.plus(past);
            assertThat(stability.isUnreadAndStable("a", modified(clock.now))).isFalse();
            assertThat(stability.isWrittenWithoutEnd("a")).as("after %s", past).isFalse();
        }
        clock.now = NOON.plus(WriteStabilityCheck.MAX_WRITE_TIME);
        assertThat(stability.isWrittenWithoutEnd("a")).isTrue();
        assertThat(stability.isWrittenWithoutEnd("b")).isFalse();

        stability.markRead("a", modified(clock.now));
        assertThat(stability.isWrittenWithoutEnd("a")).isFalse();
    }

    private static FileStamp modified(Instant time) {
        return new FileStamp(1, FileTime.from(time));
    }
}
