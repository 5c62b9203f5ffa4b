package dev.heatwire.sink;

import dev.heatwire.streams.Stage;
import java.util.List;

/** The stage {@code sink}: what it reads, and how it is built. */
public final class FeedStage {
    public static final Stage STAGE = new Stage(
            "sink",
            topics -> List.of(topics.rankedArticles, topics.scoringPolicy),
            topics -> topics.rankedFeed,
            List.of(FeedStores.CHANGED),
            FeedTopology::build);

    /** The store of what stands on the feed topic. */
    public static final String WRITTEN_STORE = FeedStores.WRITTEN;

    private FeedStage() {}
}
