package dev.heatwire.events;

import java.util.Optional;

/**
 * What an editor decides about an article, in its file.
 *
 * @param hold whether the article is ranked but not published
 * @param boost points that are added to the quality; may be negative
 * @param note the reason, for other editors
 */
public record Editorial(boolean hold, int boost, Optional<String> note) {
    public Editorial {
        note = Validate.optional(note);
    }
}
