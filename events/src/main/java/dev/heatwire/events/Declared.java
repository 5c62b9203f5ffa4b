package dev.heatwire.events;

import java.util.Optional;

/** The scores that stood in the file: what its publisher last computed, shown beside ours and used for nothing. */
public record Declared(Optional<Integer> quality, Optional<Integer> heat, Optional<Boolean> published) {
    public static final Declared NOTHING = new Declared(Optional.empty(), Optional.empty(), Optional.empty());

    public Declared {
        quality = Require.optional(quality);
        heat = Require.optional(heat);
        published = Require.optional(published);
    }
}
