package dev.heatwire.rank;

import dev.heatwire.streams.Stage;
import java.util.List;

/** The stage {@code rank}: what it reads, and how it is built. */
public final class RankStage {
    public static final Stage STAGE = new Stage(
            "rank",
            topics ->
                    List.of(topics.enrichedArticles, topics.scoringPolicy, topics.storyArticles, topics.storyRelations),
            topics -> topics.rankedArticles,
            List.of(RankStores.POLICY_CURSOR),
            RankTopology::build);

    private RankStage() {}
}
