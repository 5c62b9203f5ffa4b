package dev.heatwire.sink;

import dev.heatwire.streams.Stage;
import java.util.List;

/** The stage {@code sink}: what it reads, and how it is built. */
public final class FeedStage {
    public static final Stage STAGE = new Stage(
            "sink",
            topics -> List.of(topics.rankedArticles, topics.scoringPolicy),
            topics -> topics.rankedFeed,
            List.of(FeedStores.DIRTY_FEEDS),
            FeedTopology::build);

    /** The store of written feeds; a reset keeps it, so that feeds without articles leave the topic. */
    public static final String FEEDS_STORE = FeedStores.FEEDS;

    private FeedStage() {}
}
