package dev.heatwire.events;

import dev.heatwire.events.json.JsonSerde;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic of the pipeline, in the order a story travels. */
public final class Topics {
    /** The input topic: article files from anywhere. */
    public final TopicSpec<byte[]> articleFiles;

    public final TopicSpec<FileState> fileStates;
    public final TopicSpec<Article> articles;
    public final TopicSpec<Provider> providers;
    public final TopicSpec<NewsTopic> newsTopics;
    public final TopicSpec<Policy> scoringPolicy;
    public final TopicSpec<EnrichedArticle> enrichedArticles;
    /** Internal to rank, on one partition: what step 1 tells step 2 of each article. */
    public final TopicSpec<StoryArticle> storyArticles;
    /** Internal to rank: what step 2 tells step 3 of each article. */
    public final TopicSpec<StoryRelation> storyRelations;

    public final TopicSpec<RankedArticle> rankedArticles;
    public final TopicSpec<RankedFeed> rankedFeed;
    public final TopicSpec<byte[]> deadLetters;

    private final String prefix;

    private Topics(String prefix) {
        this.prefix = prefix;
        articleFiles = TopicSpec.compacted(prefix + "article-files", Serdes.ByteArray());
        fileStates = TopicSpec.compacted(prefix + "file-states", JsonSerde.of(FileState.class));
        articles = TopicSpec.compacted(prefix + "articles", JsonSerde.of(Article.class));
        providers = TopicSpec.compacted(prefix + "providers", JsonSerde.of(Provider.class));
        newsTopics = TopicSpec.compacted(prefix + "news-topics", JsonSerde.of(NewsTopic.class));
        scoringPolicy = TopicSpec.compacted(prefix + "scoring-policy", JsonSerde.of(Policy.class));
        enrichedArticles = TopicSpec.compacted(prefix + "enriched-articles", JsonSerde.of(EnrichedArticle.class));
        storyArticles = TopicSpec.compacted(prefix + "story-articles", JsonSerde.of(StoryArticle.class))
                .onOnePartition();
        storyRelations = TopicSpec.compacted(prefix + "story-relations", JsonSerde.of(StoryRelation.class));
        rankedArticles = TopicSpec.compacted(prefix + "ranked-articles", JsonSerde.of(RankedArticle.class));
        rankedFeed = TopicSpec.compacted(prefix + "ranked-feed", JsonSerde.of(RankedFeed.class));
        deadLetters = TopicSpec.withRetention(prefix + "dead-letters");
    }

    /** The topics with a prefix before each name; several pipelines can share a cluster that way. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix);
    }

    public String prefix() {
        return prefix;
    }

    /** The topics of the contract, in the order an article travels. */
    public List<TopicSpec<?>> contract() {
        return List.of(
                articleFiles,
                fileStates,
                articles,
                providers,
                newsTopics,
                scoringPolicy,
                enrichedArticles,
                rankedArticles,
                rankedFeed,
                deadLetters);
    }

    /** Every topic that has to be created: those of the contract, and those between the steps of rank. */
    public List<TopicSpec<?>> all() {
        return Stream.concat(contract().stream(), Stream.of(storyArticles, storyRelations))
                .toList();
    }
}
