package dev.heatwire.rank;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An article in the {@link StoryGraph}, and its links. A site of a million articles has more than a million of these in
 * memory, so links are arrays and the date is a number.
 */
final class StoryNode {
    static final long NO_RELATION = 0;

    private static final StoryNode[] NONE = {};

    final String id;
    /** Whether the article is ingested; else others only name it. */
    boolean present;

    int quality;
    long publishedSecond;
    /** Of the relation that was forwarded last since the start. */
    private long relationHash = NO_RELATION;

    private StoryNode[] names = NONE;
    private StoryNode[] naming = NONE;
    /** How many of {@link #naming} are in use. */
    private int namingCount;

    StoryNode(String id) {
        this.id = id;
    }

    Instant published() {
        return Instant.ofEpochSecond(publishedSecond);
    }

    /** @return whether the hash differs from the one before */
    boolean replaceRelationHash(long hash) {
        boolean isNew = relationHash != hash;
        relationHash = hash;
        return isNew;
    }

    /**
     * Names these articles as related, instead of those before.
     *
     * @return those before, unless they are the same
     */
    List<StoryNode> name(List<StoryNode> related) {
        List<StoryNode> before = List.of(names);
        if (related.equals(before)) {
            return List.of();
        }
        before.forEach(other -> other.removeNaming(this));
        related.forEach(other -> other.addNaming(this));
        names = related.toArray(NONE);
        return before;
    }

    private void addNaming(StoryNode other) {
        if (namingCount == naming.length) {
            naming = Arrays.copyOf(naming, namingCount + 1 + namingCount / 2);
        }
        naming[namingCount++] = other;
    }

    private void removeNaming(StoryNode other) {
        int at = Arrays.asList(naming).indexOf(other);
        naming[at] = naming[--namingCount];
        naming[namingCount] = null;
    }

    boolean isUnnamed() {
        return namingCount == 0;
    }

    /** The articles that name this one. */
    void eachNaming(Consumer<StoryNode> action) {
        for (int at = 0; at < namingCount; at++) {
            action.accept(naming[at]);
        }
    }

    /** The articles that this one names, and those that name it. */
    void eachNeighbour(Consumer<StoryNode> action) {
        for (StoryNode other : names) {
            action.accept(other);
        }
        eachNaming(action);
    }
}
