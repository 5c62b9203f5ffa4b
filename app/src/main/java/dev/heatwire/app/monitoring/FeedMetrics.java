package dev.heatwire.app.monitoring;

import dev.heatwire.sink.FeedStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** Gauges for the size of the feeds that this process writes, and for the latency from ingest to feed. */
final class FeedMetrics {
    private final KafkaStreams streams;
    private final MultiGauge sizes;

    FeedMetrics(KafkaStreams streams, MeterRegistry registry) {
        this.streams = streams;
        sizes = MultiGauge.builder("heatwire.feed.entries")
                .description("Articles in the feed of a category")
                .register(registry);
        Gauge.builder("heatwire.publish.to.feed.seconds.avg", streams, FeedStats::averageSecondsToFeed)
                .description("Latency from the publishing of an article to its feed entry, mean of the last minute")
                .register(registry);
        Gauge.builder("heatwire.publish.to.feed.seconds.max", streams, FeedStats::maxSecondsToFeed)
                .description("Latency from the publishing of an article to its feed entry, maximum of the last minute")
                .register(registry);
    }

    void refresh() {
        List<Row<?>> rows = FeedStats.sizesOfCategories(streams).entrySet().stream()
                .<Row<?>>map(feed -> Row.of(Tags.of("feed", feed.getKey()), feed.getValue()))
                .toList();
        sizes.register(rows, true);
    }
}
