package dev.heatwire.events;

import dev.heatwire.events.json.JsonSerde;
import java.util.List;

/** Every topic of the pipeline, in the order a story travels. */
public final class Topics {
    public final TopicSpec<FileState> fileStates;
    public final TopicSpec<Article> articles;
    public final TopicSpec<Provider> providers;
    public final TopicSpec<NewsTopic> newsTopics;
    public final TopicSpec<Policy> scoringPolicy;
    public final TopicSpec<EnrichedArticle> enrichedArticles;
    public final TopicSpec<StoryFact> storyFacts;
    public final TopicSpec<RankedArticle> rankedArticles;
    public final TopicSpec<FeedEntry> rankedFeed;
    public final TopicSpec<byte[]> deadLetters;

    private final String prefix;

    private Topics(String prefix) {
        this.prefix = prefix;
        fileStates = TopicSpec.compacted(prefix + "file-states", JsonSerde.of(FileState.class));
        articles = TopicSpec.compacted(prefix + "articles", JsonSerde.of(Article.class));
        providers = TopicSpec.compacted(prefix + "providers", JsonSerde.of(Provider.class));
        newsTopics = TopicSpec.compacted(prefix + "news-topics", JsonSerde.of(NewsTopic.class));
        scoringPolicy = TopicSpec.compacted(prefix + "scoring-policy", JsonSerde.of(Policy.class));
        enrichedArticles = TopicSpec.compacted(prefix + "enriched-articles", JsonSerde.of(EnrichedArticle.class));
        storyFacts = TopicSpec.compacted(prefix + "story-facts", JsonSerde.of(StoryFact.class));
        rankedArticles = TopicSpec.compacted(prefix + "ranked-articles", JsonSerde.of(RankedArticle.class));
        rankedFeed = TopicSpec.compacted(prefix + "ranked-feed", JsonSerde.wrapping(FeedEntry.class));
        deadLetters = TopicSpec.withRetention(prefix + "dead-letters");
    }

    /** The topics with a prefix before each name; several pipelines can share a cluster that way. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix);
    }

    public String prefix() {
        return prefix;
    }

    public List<TopicSpec<?>> all() {
        return List.of(
                fileStates,
                articles,
                providers,
                newsTopics,
                scoringPolicy,
                enrichedArticles,
                storyFacts,
                rankedArticles,
                rankedFeed,
                deadLetters);
    }
}
