package dev.heatwire.faults;

import static org.awaitility.Awaitility.await;

import dev.heatwire.faults.process.ChildProcess;
import dev.heatwire.faults.process.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand files that appear at once are each published once, although ingest is killed meanwhile. */
@LongForm
class ManyAtOnceTest {
    private static final int FILES = 10_000;
    private static final Duration FIRST_ARTICLES_TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldPublishEachFileOnce() throws Exception {
        try (FaultScenario scenario = FaultScenario.start(folder, 1)) {
            ChildProcess ingest = scenario.stages.of(Role.INGEST);
            // ingest sees all files at once
            ingest.suspend();
            scenario.site.addArticles(FILES);
            ingest.resume();
            await().atMost(FIRST_ARTICLES_TIMEOUT)
                    .until(() -> scenario.observer.with(seen -> seen.articles().size()) > FILES / 4);
            Instant killed = scenario.kill(Role.INGEST);
            scenario.stages.start(Role.INGEST);
            scenario.awaitOutput(
                    Fault.of("10 000 new files at once, kill -9 of ingest among them"), Role.INGEST, killed);
            scenario.finish();
        }
    }
}
