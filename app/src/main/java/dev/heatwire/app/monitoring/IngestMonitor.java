package dev.heatwire.app.monitoring;

import dev.heatwire.events.FileState.State;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of the files, and whether the folder is still looked at, for the health and the metrics of ingest. */
public final class IngestMonitor {
    /** Without a look at the folder for so long, something holds it up. */
    private static final Duration LOOKED_TIMEOUT = Duration.ofSeconds(30);

    private final Ingest ingest;
    private volatile Map<State, Integer> files = Map.of();
    private volatile int waiting;
    private volatile Optional<Instant> last = Optional.empty();

    public IngestMonitor(Ingest ingest, Topics topics, MeterRegistry registry) {
        this.ingest = ingest;
        for (State state : State.values()) {
            Gauge.builder("heatwire.files", () -> files.getOrDefault(state, 0))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Files of the site by what became of them")
                    .register(registry);
        }
        Gauge.builder("heatwire.files", () -> waiting)
                .tag("state", "waiting")
                .description("Files of the site by what became of them")
                .register(registry);
        RecordCounters.bind(registry, ingest, Ingest::committedTo, topics.articles.name(), topics.deadLetters.name());
    }

    /** To be told after each pass. */
    public void passed(Ingest.Pass pass) {
        files = ingest.counts();
        waiting = pass.waiting();
        last = Optional.of(Instant.now());
    }

    public HealthStatus health() {
        if (last.isEmpty()) {
            return HealthStatus.notYet("reading the folder for the first time");
        }
        String detail = "%d files, %d waiting, looked at %s"
                .formatted(files.values().stream().mapToInt(Integer::intValue).sum(), waiting, last.get());
        return last.get().plus(LOOKED_TIMEOUT).isAfter(Instant.now())
                ? HealthStatus.ready(detail)
                : HealthStatus.notYet(detail);
    }
}
