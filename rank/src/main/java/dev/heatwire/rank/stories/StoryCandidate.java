package dev.heatwire.rank.stories;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;

/**
 * The part of an article that story detection compares.
 *
 * @param family the provider family; two articles of one family are never linked
 * @param unrelated the ids of articles that the file names as unrelated
 */
public record StoryCandidate(
        String id, Instant published, String family, StorySignature signature, Set<String> unrelated) {
    static final Comparator<StoryCandidate> OLDEST_FIRST =
            Comparator.comparing(StoryCandidate::published).thenComparing(StoryCandidate::id);

    public StoryCandidate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(signature, "signature");
        unrelated = Set.copyOf(unrelated);
    }

    /** Whether either article's file says that the two are unrelated. */
    boolean isUnrelatedTo(StoryCandidate other) {
        return unrelated.contains(other.id) || other.unrelated.contains(id);
    }
}
