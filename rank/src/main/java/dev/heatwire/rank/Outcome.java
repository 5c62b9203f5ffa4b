package dev.heatwire.rank;

import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.StoryFact;
import java.util.Optional;

/** What follows when something about a story changes. */
sealed interface Outcome {
    /** The article stands as ranked, or is gone. */
    record Verdict(Optional<RankedArticle> ranked) implements Outcome {}

    /** An article tells another about itself, or takes back what it told. */
    record Telling(Optional<StoryFact> fact) implements Outcome {}
}
