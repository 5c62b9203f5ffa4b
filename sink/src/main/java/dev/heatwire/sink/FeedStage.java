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

    /**
     * The stores whose changelogs a reset keeps: the written feeds, so that feeds without articles leave the topic, and
     * the memberships, so that articles keep the times at which they entered their feeds.
     */
    public static final List<String> KEPT_STORES = List.of(FeedStores.FEEDS, FeedStores.MEMBERSHIPS);

    private FeedStage() {}
}
