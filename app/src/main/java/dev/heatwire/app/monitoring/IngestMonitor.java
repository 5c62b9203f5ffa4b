package dev.heatwire.app.monitoring;

import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Health and metrics of ingest: files by state, and whether the site folder is still scanned. */
public final class IngestMonitor {
    /** Ingest is not ready if the last pass over the folder ended longer ago. */
    private static final Duration PASS_TIMEOUT = Duration.ofSeconds(30);

    private final Ingest ingest;
    private volatile Map<State, Integer> files = Map.of();
    private volatile int waiting;
    private volatile Optional<Instant> lastPass = Optional.empty();

    public IngestMonitor(Ingest ingest, Topics topics, MeterRegistry registry) {
        this.ingest = ingest;
        for (State state : State.values()) {
            Gauge.builder("heatwire.files", () -> files.getOrDefault(state, 0))
                    .tag("state", state.displayName())
                    .description("Files of the site by state")
                    .register(registry);
        }
        Gauge.builder("heatwire.files", () -> waiting)
                .tag("state", "waiting")
                .description("Files of the site by state")
                .register(registry);
        RecordCounters.bind(registry, ingest, Ingest::committedTo, topics.articles.name(), topics.deadLetters.name());
    }

    /** Must be called after each pass. */
    public void passed(Ingest.Pass pass) {
        files = ingest.counts();
        waiting = pass.waiting();
        lastPass = Optional.of(Instant.now());
    }

    public HealthStatus health() {
        if (lastPass.isEmpty()) {
            return HealthStatus.notYet("first pass over the folder is in progress");
        }
        String detail = "%d files, %d waiting, last pass at %s"
                .formatted(files.values().stream().mapToInt(Integer::intValue).sum(), waiting, lastPass.get());
        return lastPass.get().plus(PASS_TIMEOUT).isAfter(Instant.now())
                ? HealthStatus.ready(detail)
                : HealthStatus.notYet(detail);
    }
}
