package dev.heatwire.faults;

import static org.awaitility.Awaitility.await;

import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand files that come at once are read once each, though ingest is killed among them. */
@LongForm
class ManyAtOnceTest {
    private static final int FILES = 10_000;
    private static final Duration BEGUN_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldReadEachOfThemOnce() throws Exception {
        try (FaultScenario trial = FaultScenario.start(folder, 1)) {
            ChildProcess ingest = trial.stages.of(Role.INGEST);
            // all at once for ingest, too
            ingest.freeze();
            trial.newsroom.rush(FILES);
            ingest.thaw();
            await().atMost(BEGUN_TIMEOUT)
                    .until(() -> trial.observer.with(seen -> seen.articles().size()) > FILES / 4);
            Instant killed = trial.kill(Role.INGEST);
            trial.stages.start(Role.INGEST);
            trial.awaitOutput(Fault.of("10 000 new files at once, kill -9 of ingest among them"), Role.INGEST, killed);
            trial.finish();
        }
    }
}
