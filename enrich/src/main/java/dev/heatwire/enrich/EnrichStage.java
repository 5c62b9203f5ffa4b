package dev.heatwire.enrich;

import dev.heatwire.streams.Stage;
import java.util.List;

/** The stage {@code enrich}: what it reads, and how it is built. */
public final class EnrichStage {
    public static final Stage STAGE = new Stage(
            "enrich",
            topics -> List.of(topics.articles, topics.providers, topics.newsTopics),
            topics -> topics.enrichedArticles,
            List.of(EnrichStores.REFERENCE_CURSOR),
            EnrichTopology::build);

    private EnrichStage() {}
}
