package dev.heatwire.app.monitoring;

import dev.heatwire.sink.FeedStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** How large the feeds of this process are, and how soon news reaches them. */
final class FeedMetrics {
    private final KafkaStreams streams;
    private final MultiGauge sizes;

    FeedMetrics(KafkaStreams streams, MeterRegistry registry) {
        this.streams = streams;
        sizes = MultiGauge.builder("heatwire.feed.entries")
                .description("Articles in the feed of a category")
                .register(registry);
        Gauge.builder("heatwire.publish.to.feed.seconds.avg", streams, FeedStats::averageSecondsToFeed)
                .description("From the publishing of an article to its place in the feed, mean of the last minute")
                .register(registry);
        Gauge.builder("heatwire.publish.to.feed.seconds.max", streams, FeedStats::mostSecondsToFeed)
                .description("From the publishing of an article to its place in the feed, most of the last minute")
                .register(registry);
    }

    void look() {
        List<Row<?>> rows = FeedStats.sizesOfCategories(streams).entrySet().stream()
                .<Row<?>>map(feed -> Row.of(Tags.of("feed", feed.getKey()), feed.getValue()))
                .toList();
        sizes.register(rows, true);
    }
}
