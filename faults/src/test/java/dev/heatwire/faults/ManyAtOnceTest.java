package dev.heatwire.faults;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand files that come at once are read once each, though ingest is killed among them. */
@EnabledIf("dev.heatwire.faults.Form#isLong")
class ManyAtOnceTest {
    private static final int FILES = 10_000;

    @TempDir
    private Path folder;

    @Test
    void shouldReadEachOfThemOnce() throws Exception {
        try (Trial trial = Trial.start(folder, 1)) {
            // all at once for ingest, too; it may commit them together, so it is killed before it has committed any
            Child ingest = trial.stages.of(Role.INGEST);
            ingest.freeze();
            trial.newsroom.rush(FILES);
            ingest.thaw();
            Instant killed = trial.kill(Role.INGEST);
            trial.stages.start(Role.INGEST);
            trial.awaitOutput(Fault.of("10 000 new files at once, kill -9 of ingest among them"), Role.INGEST, killed);
            trial.finish();
        }
    }
}
