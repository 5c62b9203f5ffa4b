package dev.heatwire.sink;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedBytesAs;

import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.HandlerProcessor;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Ranked articles to the ranked feed: one record for each feed, its first entries in order. */
public final class FeedTopology {
    /** Between two records of one feed, at least; after a change of the policy, one more may come sooner. */
    static final Duration WRITE_INTERVAL = Duration.ofMillis(250);

    /** Between two searches for feeds that changed. */
    static final Duration WRITE_CHECK_INTERVAL = Duration.ofMillis(20);

    /** Between two searches for entries that are too old. */
    static final Duration PRUNE_INTERVAL = Duration.ofSeconds(10);

    private FeedTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        FeedStores.addTo(builder, topics);

        KStream<String, byte[]> written = builder.stream(
                        topics.rankedArticles.name(), consumedAs("ranked-articles", topics.rankedArticles))
                .process(
                        HandlerProcessor.at(FeedRouter::new, FeedRouter::route),
                        Named.as("route-to-feeds"),
                        FeedStores.MEMBERSHIPS)
                .repartition(Repartitioned.with(Serdes.String(), FeedUpdate.SERDE)
                        .withName("updates-by-feed")
                        .withNumberOfPartitions(partitions))
                .process(
                        HandlerProcessor.at(FeedTopology::writer, FeedWriter::update),
                        Named.as("update-feed"),
                        FeedStores.OF_FEEDS);

        KStream<String, byte[]> resized = builder.stream(
                        topics.scoringPolicy.name(), consumedAs("scoring-policy", topics.scoringPolicy))
                .repartition(BroadcastPartitioner.toEveryTask(topics.scoringPolicy, "policy-broadcast", partitions))
                .process(
                        HandlerProcessor.at(FeedTopology::writer, FeedWriter::policy),
                        Named.as("resize-feeds"),
                        FeedStores.OF_FEEDS);

        written.merge(resized, Named.as("merge-policy-changes"))
                .to(topics.rankedFeed.name(), producedBytesAs("ranked-feed", topics.rankedFeed));
        return builder.build(config);
    }

    private static FeedWriter writer(ProcessorContext<String, byte[]> context) {
        return new FeedWriter(WRITE_CHECK_INTERVAL, WRITE_INTERVAL, PRUNE_INTERVAL, context);
    }
}
