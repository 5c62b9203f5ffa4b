package dev.heatwire.sink;

import dev.heatwire.events.streams.Stage;
import java.util.List;

/** The stage {@code sink}: what it reads, and how it is built. */
public final class FeedStage {
    public static final Stage STAGE =
            new Stage("sink", topics -> List.of(topics.rankedArticles, topics.scoringPolicy), FeedTopology::build);

    /** The store of feeds that changed and are not written yet; empty once the feed topic is what it should be. */
    public static final String UNWRITTEN_STORE = FeedStores.CHANGED;

    private FeedStage() {}
}
