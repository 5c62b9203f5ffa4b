package dev.heatwire.sink;

import static dev.heatwire.streams.TopicSteps.consumedAs;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.KeyPrefixPartitioner;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Ranked articles -> the ranked feed: the first of each feed, in order, one feed in one partition. */
public final class FeedTopology {
    /** How long a feed that was written stands at least; what changes meanwhile is gathered. */
    static final Duration WRITE_INTERVAL = Duration.ofMillis(250);

    /** How often feeds that changed are looked for. */
    static final Duration WRITE_CHECK_INTERVAL = Duration.ofMillis(20);

    /** How often old articles are looked for. */
    static final Duration PRUNE_INTERVAL = Duration.ofSeconds(10);

    private FeedTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        FeedStores.addTo(builder, topics);

        KStream<String, byte[]> onPlacement = builder.stream(
                        topics.rankedArticles.name(), consumedAs("ranked-articles", topics.rankedArticles))
                .process(
                        HandlerProcessor.at(FeedRouter::new, FeedRouter::place),
                        Named.as("route-to-feeds"),
                        FeedStores.MEMBERSHIPS)
                .repartition(Repartitioned.with(Serdes.String(), FeedUpdate.SERDE)
                        .withName("places-by-feed")
                        .withNumberOfPartitions(partitions))
                .process(
                        HandlerProcessor.at(
                                context -> FeedWriter.writing(
                                        WRITE_CHECK_INTERVAL, WRITE_INTERVAL, PRUNE_INTERVAL, context),
                                FeedWriter::update),
                        Named.as("rank-in-feed"),
                        FeedStores.OF_FEEDS);

        KStream<String, byte[]> onPolicy = builder.stream(
                        topics.scoringPolicy.name(), consumedAs("scoring-policy", topics.scoringPolicy))
                .repartition(BroadcastPartitioner.toEveryTask(topics.scoringPolicy, "policy-broadcast", partitions))
                .process(
                        HandlerProcessor.at(FeedWriter::new, FeedWriter::policy),
                        Named.as("resize-feeds"),
                        FeedStores.OF_FEEDS);

        onPlacement
                .merge(onPolicy, Named.as("merge-policy-changes"))
                .to(
                        topics.rankedFeed.name(),
                        // a listing holds the JSON that the topic's own serde has made of the entry
                        Produced.with(topics.rankedFeed.keys(), Serdes.ByteArray())
                                .withName("ranked-feed")
                                .withStreamPartitioner(KeyPrefixPartitioner.partitioner(FeedEntry::feedOf)));
        return builder.build(config);
    }
}
