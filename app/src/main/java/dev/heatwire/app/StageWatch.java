package dev.heatwire.app;

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
final class StageWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Older than this, what was seen says nothing: Kafka may be away. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(20);
    /** Records; a backlog that takes no more than a few seconds to work off. */
    private static final long SMALL_LAG = 1_000;

    private final RunningStage stage;
    private final Admin admin;
    private final MultiGauge lags;
    private final Optional<FeedGauges> feeds;
    private final KafkaStreamsMetrics streamsMetrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Sighting> last = Optional.empty();

    StageWatch(RunningStage stage, Admin admin, MeterRegistry registry) {
        this.stage = stage;
        this.admin = admin;
        lags = MultiGauge.builder("heatwire.lag.records")
                .description("Records on the topics that this process reads and has not processed")
                .register(registry);
        feeds = stage.writesFeed() ? Optional.of(new FeedGauges(stage.streams(), registry)) : Optional.empty();
        streamsMetrics = new KafkaStreamsMetrics(stage.streams());
        streamsMetrics.bindTo(registry);
        SentRecords.bind(registry, stage, RunningStage::sentTo, stage.output(), stage.deadLetters());
        timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Sighting(Instant when, long lag) {}

    Health health() {
        if (stage.failure().isPresent()) {
            return Health.failed("stopped: " + Failure.reason(stage.failure().get()));
        }
        if (!stage.isRunning()) {
            return Health.notYet(stage.state());
        }
        Optional<Sighting> known =
                last.filter(sighting -> sighting.when().plus(KNOWN_FOR).isAfter(Instant.now()));
        if (known.isEmpty()) {
            return Health.notYet("running, lag unknown");
        }
        String detail = "running, " + known.get().lag() + " records behind";
        return known.get().lag() <= SMALL_LAG ? Health.ready(detail) : Health.notYet(detail);
    }

    private void look() {
        try {
            if (stage.isRunning()) {
                Map<TopicPartition, Long> lag = Lag.of(admin, stage.group(), stage.partitions());
                lags.register(
                        lag.entrySet().stream().<Row<?>>map(StageWatch::row).toList(), true);
                last = Optional.of(new Sighting(
                        Instant.now(),
                        lag.values().stream().mapToLong(Long::longValue).sum()));
                feeds.ifPresent(FeedGauges::look);
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
