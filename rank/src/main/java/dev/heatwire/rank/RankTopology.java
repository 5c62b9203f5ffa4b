package dev.heatwire.rank;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.StoryFact;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Broadcast;
import dev.heatwire.events.streams.DeskProcessor;
import dev.heatwire.events.streams.KeyPart;
import dev.heatwire.events.streams.Remembering;
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
        Serde<EnrichedArticle> articles = Remembering.of(topics.enrichedArticles.values());
        RankStores.addTo(builder, topics, articles);

        KStream<String, Outcome> onArticle = builder.stream(
                        topics.enrichedArticles.name(), topics.enrichedArticles.consumedAs("enriched-articles"))
                .process(DeskProcessor.at(RankDesk::new, RankDesk::article), Named.as("rank-article"), RankStores.ALL);

        KStream<String, Outcome> onFact = builder.stream(
                        topics.storyFacts.name(), topics.storyFacts.consumedAs("story-facts"))
                .process(
                        DeskProcessor.at(RankDesk::readingMail, RankDesk::fact),
                        Named.as("re-rank-for-story"),
                        RankStores.ALL);

        KStream<String, Outcome> onPolicy = builder.stream(
                        topics.scoringPolicy.name(), topics.scoringPolicy.consumedAs("scoring-policy"))
                .repartition(Broadcast.toEveryTask(topics.scoringPolicy, "policy-everywhere", partitions))
                .process(
                        DeskProcessor.at(RankDesk::rollingOut, RankDesk::policy),
                        Named.as("re-rank-for-policy"),
                        RankStores.ALL);

        KStream<String, Outcome> outcomes =
                onArticle.merge(onFact, Named.as("or-for-story")).merge(onPolicy, Named.as("or-for-policy"));

        outcomes.filter((id, outcome) -> outcome instanceof Outcome.Verdict, Named.as("verdicts"))
                .mapValues(outcome -> ((Outcome.Verdict) outcome).ranked().orElse(null), Named.as("ranked-or-gone"))
                .to(
                        topics.rankedArticles.name(),
                        topics.rankedArticles
                                .producedAs("ranked-articles")
                                .withValueSerde(Serdes.serdeFrom(
                                        new RankedSerializer(articles.serializer()),
                                        topics.rankedArticles.values().deserializer())));

        outcomes.filter((key, outcome) -> outcome instanceof Outcome.Telling, Named.as("tellings"))
                .mapValues(outcome -> ((Outcome.Telling) outcome).fact().orElse(null), Named.as("told-or-taken-back"))
                .to(
                        topics.storyFacts.name(),
                        topics.storyFacts
                                .producedAs("facts-for-others")
                                .withStreamPartitioner(KeyPart.partitioner(StoryFact::toOf)));
        return builder.build(config);
    }
}
