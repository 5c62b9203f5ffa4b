package dev.heatwire.sink;

import dev.heatwire.events.RankedArticle;
import java.util.Optional;

/** An article enters a feed, changes within it, or leaves it. */
record Placement(String articleId, Optional<RankedArticle> ranked) {}
