package dev.heatwire.enrich;

import static dev.heatwire.streams.TopicSteps.consumedAs;
import static dev.heatwire.streams.TopicSteps.producedBytesAs;

import dev.heatwire.events.Article;
import dev.heatwire.events.Topics;
import dev.heatwire.streams.BroadcastPartitioner;
import dev.heatwire.streams.HandlerProcessor;
import dev.heatwire.streams.RepeatFilter;
import dev.heatwire.streams.SourceTable;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Articles, providers and news topics to enriched articles, again whenever one of the three changes. */
public final class EnrichTopology {
    private EnrichTopology() {}

    public static Topology build(Properties config, Topics topics, int partitions) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        EnrichStores.addReferencesTo(builder, topics);
        RepeatFilter.addStoreTo(builder);
        KStream<String, Article> changed = SourceTable.of(topics.articles, "articles", EnrichStores.ARTICLES, builder)
                .toStream(Named.as("changed-articles"));

        KStream<String, Article> migratedForProvider = builder.stream(
                        topics.providers.name(), consumedAs("providers", topics.providers))
                .repartition(BroadcastPartitioner.toEveryTask(topics.providers, "providers-broadcast", partitions))
                .process(
                        HandlerProcessor.at(ReferenceMigrator::new, ReferenceMigrator::provider),
                        Named.as("migrate-for-provider"),
                        EnrichStores.ALL);
        KStream<String, Article> migratedForNewsTopic = builder.stream(
                        topics.newsTopics.name(), consumedAs("news-topics", topics.newsTopics))
                .repartition(BroadcastPartitioner.toEveryTask(topics.newsTopics, "news-topics-broadcast", partitions))
                .process(
                        HandlerProcessor.at(ReferenceMigrator::new, ReferenceMigrator::newsTopic),
                        Named.as("migrate-for-news-topic"),
                        EnrichStores.ALL);

        changed.merge(migratedForProvider, Named.as("merge-provider-changes"))
                .merge(migratedForNewsTopic, Named.as("merge-news-topic-changes"))
                .process(
                        HandlerProcessor.at(ArticleEnricher::new, ArticleEnricher::enrich),
                        Named.as("enrich-article"),
                        EnrichStores.REFERENCES)
                .process(RepeatFilter.before(topics.enrichedArticles), Named.as("drop-repeated"), RepeatFilter.STORE)
                .to(topics.enrichedArticles.name(), producedBytesAs("enriched-articles", topics.enrichedArticles));
        return builder.build(config);
    }
}
