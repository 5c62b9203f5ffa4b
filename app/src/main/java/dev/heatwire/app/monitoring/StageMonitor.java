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

/** Health and metrics of a stage: polls every two seconds the lag of the partitions that this process reads. */
public final class StageMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageMonitor.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);
    /** The stage is not ready if the lag could not be read for this long, because Kafka may be unavailable. */
    private static final Duration LAG_VALIDITY = Duration.ofSeconds(20);
    /** Records; a stage processes as many within a few seconds. */
    private static final long MAX_READY_LAG = 1_000;

    private final StageRunner stage;
    private final Admin admin;
    private final MultiGauge lags;
    private final Optional<FeedMetrics> feeds;
    private final KafkaStreamsMetrics streamsMetrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "stage-monitor");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<LagSample> lastSample = Optional.empty();

    public StageMonitor(StageRunner stage, Admin admin, MeterRegistry registry) {
        this.stage = stage;
        this.admin = admin;
        lags = MultiGauge.builder("heatwire.lag.records")
                .description("Records that this process has not processed yet, by input partition")
                .register(registry);
        feeds = stage.writesFeed() ? Optional.of(new FeedMetrics(stage.streams(), registry)) : Optional.empty();
        streamsMetrics = new KafkaStreamsMetrics(stage.streams());
        streamsMetrics.bindTo(registry);
        RecordCounters.bind(registry, stage, StageRunner::sentTo, stage.output(), stage.deadLetters());
        timer.scheduleWithFixedDelay(this::poll, 0, POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record LagSample(Instant time, long lag) {}

    public HealthStatus health() {
        if (stage.failure().isPresent()) {
            return HealthStatus.failed(
                    "stopped: " + FailureMessages.reason(stage.failure().get()));
        }
        if (!stage.isRunning()) {
            return HealthStatus.notYet(stage.state());
        }
        Optional<LagSample> valid =
                lastSample.filter(sample -> sample.time().plus(LAG_VALIDITY).isAfter(Instant.now()));
        if (valid.isEmpty()) {
            return HealthStatus.notYet("running, lag unknown");
        }
        String detail = "running, lag of " + valid.get().lag() + " records";
        return valid.get().lag() <= MAX_READY_LAG ? HealthStatus.ready(detail) : HealthStatus.notYet(detail);
    }

    private void poll() {
        try {
            if (stage.isRunning()) {
                Map<TopicPartition, Long> lag = ConsumerLag.of(admin, stage.group(), stage.partitions());
                lags.register(
                        lag.entrySet().stream().<Row<?>>map(StageMonitor::row).toList(), true);
                lastSample = Optional.of(new LagSample(
                        Instant.now(),
                        lag.values().stream().mapToLong(Long::longValue).sum()));
                feeds.ifPresent(FeedMetrics::refresh);
            }
        } catch (KafkaException | IllegalStateException e) {
            // Kafka is unavailable or a rebalance is in progress; the last sample expires
            LOG.debug("cannot read the lag", e);
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
