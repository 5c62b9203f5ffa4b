package dev.heatwire.rank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An article in the {@link StoryGraph}, and its links. A site of a million articles has more than a million of these in
 * memory, so id and links are arrays without spare room, and the date is a number.
 */
final class StoryNode {
    static final long NO_RELATION = 0;

    private static final StoryNode[] NONE = {};

    /** In UTF-8: a string would take 24 bytes more. */
    private final byte[] id;
    /** Whether the article is ingested; else others only name it. */
    boolean present;

    int quality;
    long publishedSecond;
    /** Of the relation that was forwarded last since the start. */
    private long relationHash = NO_RELATION;

    private StoryNode[] names = NONE;
    private StoryNode[] naming = NONE;

    StoryNode(byte[] id) {
        this.id = id;
    }

    static byte[] bytesOf(String id) {
        return id.getBytes(UTF_8);
    }

    static int hashOf(byte[] id) {
        return Arrays.hashCode(id);
    }

    String id() {
        return new String(id, UTF_8);
    }

    boolean hasId(byte[] other) {
        return Arrays.equals(id, other);
    }

    int idHash() {
        return hashOf(id);
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
        naming = Arrays.copyOf(naming, naming.length + 1);
        naming[naming.length - 1] = other;
    }

    private void removeNaming(StoryNode other) {
        int last = naming.length - 1;
        naming[Arrays.asList(naming).indexOf(other)] = naming[last];
        naming = last == 0 ? NONE : Arrays.copyOf(naming, last);
    }

    boolean isUnnamed() {
        return naming.length == 0;
    }

    /** The articles that name this one. */
    void eachNaming(Consumer<StoryNode> action) {
        for (StoryNode other : naming) {
            action.accept(other);
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
