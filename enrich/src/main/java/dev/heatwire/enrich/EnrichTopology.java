package dev.heatwire.enrich;

import dev.heatwire.events.EnrichedArticle;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Broadcast;
import dev.heatwire.events.streams.DeskProcessor;
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
                        topics.articles.name(), topics.articles.consumedAs("articles"))
                .process(
                        DeskProcessor.at(EnrichDesk::new, EnrichDesk::article),
                        Named.as("enrich-article"),
                        EnrichStores.ALL);

        KStream<String, EnrichedArticle> onProvider = builder.stream(
                        topics.providers.name(), topics.providers.consumedAs("providers"))
                .repartition(Broadcast.toEveryTask(topics.providers, "providers-everywhere", partitions))
                .process(
                        DeskProcessor.at(EnrichDesk::new, EnrichDesk::provider),
                        Named.as("re-enrich-for-provider"),
                        EnrichStores.ALL);

        KStream<String, EnrichedArticle> onTopic = builder.stream(
                        topics.newsTopics.name(), topics.newsTopics.consumedAs("news-topics"))
                .repartition(Broadcast.toEveryTask(topics.newsTopics, "news-topics-everywhere", partitions))
                .process(
                        DeskProcessor.at(EnrichDesk::new, EnrichDesk::topic),
                        Named.as("re-enrich-for-topic"),
                        EnrichStores.ALL);

        onArticle
                .merge(onProvider, Named.as("or-for-provider"))
                .merge(onTopic, Named.as("or-for-topic"))
                .to(topics.enrichedArticles.name(), topics.enrichedArticles.producedAs("enriched-articles"));
        return builder.build(config);
    }
}
