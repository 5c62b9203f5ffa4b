package dev.heatwire.events;

import java.util.Optional;

/** The scores in the file, as computed by its publisher; they are shown for comparison and never used. */
public record DeclaredScores(Optional<Integer> quality, Optional<Integer> heat, Optional<Boolean> published) {
    public static final DeclaredScores NOTHING =
            new DeclaredScores(Optional.empty(), Optional.empty(), Optional.empty());

    public DeclaredScores {
        quality = Validate.optional(quality);
        heat = Validate.optional(heat);
        published = Validate.optional(published);
    }
}
