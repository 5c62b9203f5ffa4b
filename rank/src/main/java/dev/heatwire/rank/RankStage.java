package dev.heatwire.rank;

import dev.heatwire.streams.Stage;
import java.util.List;

/** The stage {@code rank}: what it reads, and how it is built. */
public final class RankStage {
    public static final Stage STAGE = new Stage(
            "rank",
            topics -> List.of(topics.enrichedArticles, topics.scoringPolicy, topics.storyFacts),
            topics -> topics.rankedArticles,
            List.of(RankStores.MAIL, RankStores.ROLLOUT),
            RankTopology::build);

    private RankStage() {}
}
