package dev.heatwire.rank;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedAs;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.StoryFact;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.CachingSerde;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.KeyPrefixPartitioner;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Enriched articles, the policy, and what articles tell each other -> ranked articles, again whenever one of the three
 * changes. What they tell each other travels over a topic of its own back into the same tasks.
 */
public final class RankTopology {
    private RankTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        // the same article comes up again with each that its story's others tell it
        Serde<EnrichedArticle> articles = CachingSerde.of(topics.enrichedArticles.values());
        RankStores.addTo(builder, topics, articles);

        KStream<String, Outcome> onArticle = builder.stream(
                        topics.enrichedArticles.name(), consumedAs("enriched-articles", topics.enrichedArticles))
                .process(
                        HandlerProcessor.at(RankDesk::new, RankDesk::article),
                        Named.as("rank-article"),
                        RankStores.ALL);

        KStream<String, Outcome> onFact = builder.stream(
                        topics.storyFacts.name(), consumedAs("story-facts", topics.storyFacts))
                .process(
                        HandlerProcessor.at(RankDesk::readingMail, RankDesk::fact),
                        Named.as("re-rank-for-story"),
                        RankStores.ALL);

        KStream<String, Outcome> onPolicy = builder.stream(
                        topics.scoringPolicy.name(), consumedAs("scoring-policy", topics.scoringPolicy))
                .repartition(BroadcastPartitioner.toEveryTask(topics.scoringPolicy, "policy-broadcast", partitions))
                .process(
                        HandlerProcessor.at(RankDesk::rollingOut, RankDesk::policy),
                        Named.as("re-rank-for-policy"),
                        RankStores.ALL);

        KStream<String, Outcome> outcomes = onArticle
                .merge(onFact, Named.as("merge-story-changes"))
                .merge(onPolicy, Named.as("merge-policy-changes"));

        outcomes.filter((id, outcome) -> outcome instanceof Outcome.Verdict, Named.as("verdicts"))
                .mapValues(outcome -> ((Outcome.Verdict) outcome).ranked().orElse(null), Named.as("ranked-or-gone"))
                .to(
                        topics.rankedArticles.name(),
                        producedAs("ranked-articles", topics.rankedArticles)
                                .withValueSerde(Serdes.serdeFrom(
                                        new RankedSerializer(articles.serializer()),
                                        topics.rankedArticles.values().deserializer())));

        outcomes.filter((key, outcome) -> outcome instanceof Outcome.Telling, Named.as("tellings"))
                .mapValues(outcome -> ((Outcome.Telling) outcome).fact().orElse(null), Named.as("told-or-taken-back"))
                .to(
                        topics.storyFacts.name(),
                        producedAs("facts-for-others", topics.storyFacts)
                                .withStreamPartitioner(KeyPrefixPartitioner.partitioner(StoryFact::toOf)));
        return builder.build(config);
    }
}
