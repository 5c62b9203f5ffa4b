package dev.heatwire.web;

import dev.heatwire.web.editor.EditorStore;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.publish.ArticleIntake;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the outlets serve.
 *
 * @param following whether the feeds can be read at present
 * @param editor absent for outlets without the editor's view
 * @param intake absent for outlets that take no article files
 */
public record WebContent(
        FeedStore feeds,
        BooleanSupplier following,
        Optional<EditorStore> editor,
        Optional<ArticleIntake> intake,
        PipelineHealth health,
        Clock clock) {
    /** Feeds alone. */
    public static WebContent of(FeedStore feeds, Clock clock) {
        return new WebContent(feeds, () -> true, Optional.empty(), Optional.empty(), PipelineHealth.UNKNOWN, clock);
    }
}
