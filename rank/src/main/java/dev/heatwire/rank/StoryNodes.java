package dev.heatwire.rank;

import java.util.Optional;

/**
 * The nodes of a {@link StoryGraph} by id. Open addressing without entries: those of a {@code HashMap} would take 32 MB
 * of heap for a million articles.
 */
final class StoryNodes {
    private static final int INITIAL_CAPACITY = 64;

    /** Its length is a power of two, and at most two thirds of it are in use. */
    private StoryNode[] table = new StoryNode[INITIAL_CAPACITY];

    private int size;

    Optional<StoryNode> find(String id) {
        return Optional.ofNullable(table[slotOf(StoryNode.bytesOf(id))]);
    }

    StoryNode findOrAdd(String id) {
        byte[] bytes = StoryNode.bytesOf(id);
        int slot = slotOf(bytes);
        if (table[slot] == null) {
            if (3 * ++size > 2 * table.length) {
                grow();
                slot = slotOf(bytes);
            }
            table[slot] = new StoryNode(bytes);
        }
        return table[slot];
    }

    /** Moves the nodes that follow up, so that no search ends at the free slot before it reaches them. */
    void remove(String id) {
        int free = slotOf(StoryNode.bytesOf(id));
        if (table[free] == null) {
            return;
        }
        size--;
        for (int slot = next(free); table[slot] != null; slot = next(slot)) {
            int distance = slot - firstSlotOf(table[slot].idHash()) & table.length - 1;
            if (distance >= (slot - free & table.length - 1)) {
                table[free] = table[slot];
                free = slot;
            }
        }
        table[free] = null;
    }

    /** The slot of the node, or the free one where it belongs. */
    private int slotOf(byte[] id) {
        int slot = firstSlotOf(StoryNode.hashOf(id));
        while (table[slot] != null && !table[slot].hasId(id)) {
            slot = next(slot);
        }
        return slot;
    }

    private int firstSlotOf(int hash) {
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & table.length - 1;
    }

    private void grow() {
        StoryNode[] before = table;
        table = new StoryNode[2 * before.length];
        for (StoryNode node : before) {
            if (node != null) {
                int slot = firstSlotOf(node.idHash());
                while (table[slot] != null) {
                    slot = next(slot);
                }
                table[slot] = node;
            }
        }
    }
}
