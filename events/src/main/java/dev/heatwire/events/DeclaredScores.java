package dev.heatwire.events;

import java.util.Optional;

/** The scores that stood in the file: what its publisher last computed, shown beside ours and used for nothing. */
public record DeclaredScores(Optional<Integer> quality, Optional<Integer> heat, Optional<Boolean> published) {
    public static final DeclaredScores NOTHING =
            new DeclaredScores(Optional.empty(), Optional.empty(), Optional.empty());

    public DeclaredScores {
        quality = Validate.optional(quality);
        heat = Validate.optional(heat);
        published = Validate.optional(published);
    }
}
