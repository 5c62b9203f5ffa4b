package dev.heatwire.sink;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Broadcast;
import dev.heatwire.events.streams.DeskProcessor;
import dev.heatwire.events.streams.KeyPart;
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
    static final Duration PAUSE = Duration.ofMillis(250);

    /** How often feeds that changed are looked for. */
    static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** How often old articles are looked for. */
    static final Duration FORGET_EVERY = Duration.ofSeconds(10);

    private FeedTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        FeedStores.addTo(builder, topics);

        KStream<String, byte[]> onPlacement = builder.stream(
                        topics.rankedArticles.name(), topics.rankedArticles.consumedAs("ranked-articles"))
                .process(
                        DeskProcessor.at(PlacingDesk::new, PlacingDesk::place),
                        Named.as("place-in-feeds"),
                        FeedStores.MEMBERSHIPS)
                .repartition(Repartitioned.with(Serdes.String(), Placement.SERDE)
                        .withName("places-by-feed")
                        .withNumberOfPartitions(partitions))
                .process(
                        DeskProcessor.at(
                                context -> FeedDesk.writing(LOOK_EVERY, PAUSE, FORGET_EVERY, context),
                                FeedDesk::placement),
                        Named.as("rank-in-feed"),
                        FeedStores.OF_FEEDS);

        KStream<String, byte[]> onPolicy = builder.stream(
                        topics.scoringPolicy.name(), topics.scoringPolicy.consumedAs("scoring-policy"))
                .repartition(Broadcast.toEveryTask(topics.scoringPolicy, "policy-everywhere", partitions))
                .process(
                        DeskProcessor.at(FeedDesk::new, FeedDesk::policy),
                        Named.as("resize-feeds"),
                        FeedStores.OF_FEEDS);

        onPlacement
                .merge(onPolicy, Named.as("or-for-policy"))
                .to(
                        topics.rankedFeed.name(),
                        // a listing holds the JSON that the topic's own serde has made of the entry
                        Produced.with(topics.rankedFeed.keys(), Serdes.ByteArray())
                                .withName("ranked-feed")
                                .withStreamPartitioner(KeyPart.partitioner(FeedEntry::feedOf)));
        return builder.build(config);
    }
}
