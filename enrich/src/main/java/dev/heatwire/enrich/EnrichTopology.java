package dev.heatwire.enrich;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedAs;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.HandlerProcessor;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Articles, providers and topics -> enriched articles, again whenever one of the three changes. */
public final class EnrichTopology {
    private EnrichTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        EnrichStores.addTo(builder, topics);

        KStream<String, EnrichedArticle> onArticle = builder.stream(
                        topics.articles.name(), consumedAs("articles", topics.articles))
                .process(
                        HandlerProcessor.at(ArticleEnricher::new, ArticleEnricher::article),
                        Named.as("enrich-article"),
                        EnrichStores.ALL);

        KStream<String, EnrichedArticle> onProvider = builder.stream(
                        topics.providers.name(), consumedAs("providers", topics.providers))
                .repartition(BroadcastPartitioner.toEveryTask(topics.providers, "providers-broadcast", partitions))
                .process(
                        HandlerProcessor.at(ArticleEnricher::new, ArticleEnricher::provider),
                        Named.as("re-enrich-for-provider"),
                        EnrichStores.ALL);

        KStream<String, EnrichedArticle> onTopic = builder.stream(
                        topics.newsTopics.name(), consumedAs("news-topics", topics.newsTopics))
                .repartition(BroadcastPartitioner.toEveryTask(topics.newsTopics, "news-topics-broadcast", partitions))
                .process(
                        HandlerProcessor.at(ArticleEnricher::new, ArticleEnricher::topic),
                        Named.as("re-enrich-for-topic"),
                        EnrichStores.ALL);

        onArticle
                .merge(onProvider, Named.as("merge-provider-changes"))
                .merge(onTopic, Named.as("merge-topic-changes"))
                .to(topics.enrichedArticles.name(), producedAs("enriched-articles", topics.enrichedArticles));
        return builder.build(config);
    }
}
