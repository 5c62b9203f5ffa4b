package dev.heatwire.app.monitoring;

import dev.heatwire.app.admin.ConsumerLag;
import dev.heatwire.app.runtime.FailureMessages;
import dev.heatwire.app.runtime.StageRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds how far this process is behind the topics it reads, for its health and its metrics. */
public final class StageMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageMonitor.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    /** Older than this, what was seen says nothing: Kafka may be away. */
    private static final Duration LAG_VALIDITY = Duration.ofSeconds(20);
    /** Records; a backlog that takes no more than a few seconds to work off. */
    private static final long SMALL_LAG = 1_000;

    private final StageRunner stage;
    private final Admin admin;
    private final MultiGauge lags;
    private final Optional<FeedMetrics> feeds;
    private final KafkaStreamsMetrics streamsMetrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Sighting> last = Optional.empty();

    public StageMonitor(StageRunner stage, Admin admin, MeterRegistry registry) {
        this.stage = stage;
        this.admin = admin;
        lags = MultiGauge.builder("heatwire.lag.records")
                .description("Records on the topics that this process reads and has not processed")
                .register(registry);
        feeds = stage.writesFeed() ? Optional.of(new FeedMetrics(stage.streams(), registry)) : Optional.empty();
        streamsMetrics = new KafkaStreamsMetrics(stage.streams());
        streamsMetrics.bindTo(registry);
        RecordCounters.bind(registry, stage, StageRunner::sentTo, stage.output(), stage.deadLetters());
        timer.scheduleWithFixedDelay(this::look, 0, POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Sighting(Instant when, long lag) {}

    public HealthStatus health() {
        if (stage.failure().isPresent()) {
            return HealthStatus.failed(
                    "stopped: " + FailureMessages.reason(stage.failure().get()));
        }
        if (!stage.isRunning()) {
            return HealthStatus.notYet(stage.state());
        }
        Optional<Sighting> known =
                last.filter(sighting -> sighting.when().plus(LAG_VALIDITY).isAfter(Instant.now()));
        if (known.isEmpty()) {
            return HealthStatus.notYet("running, lag unknown");
        }
        String detail = "running, " + known.get().lag() + " records behind";
        return known.get().lag() <= SMALL_LAG ? HealthStatus.ready(detail) : HealthStatus.notYet(detail);
    }

    private void look() {
        try {
            if (stage.isRunning()) {
                Map<TopicPartition, Long> lag = ConsumerLag.of(admin, stage.group(), stage.partitions());
                lags.register(
                        lag.entrySet().stream().<Row<?>>map(StageMonitor::row).toList(), true);
                last = Optional.of(new Sighting(
                        Instant.now(),
                        lag.values().stream().mapToLong(Long::longValue).sum()));
                feeds.ifPresent(FeedMetrics::look);
            }
        } catch (KafkaException | IllegalStateException e) {
            // Kafka is away or partitions are moving; what is known grows old meanwhile
            LOG.debug("could not look", e);
        }
    }

    private static Row<?> row(Map.Entry<TopicPartition, Long> lag) {
        TopicPartition partition = lag.getKey();
        return Row.of(
                Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition())),
                lag.getValue());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        streamsMetrics.close();
    }
}
