package dev.heatwire.web.editor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The articles that are closest to being published, out of any number. Some more than are shown are kept, because shown
 * ones leave when they are published or withdrawn; if too few are left, the topic has to be read again.
 */
final class NearMisses {
    static final int SHOWN = 200;
    private static final int KEPT = 5 * SHOWN;

    private final int shown;
    private final int kept;
    private final TreeSet<NearMiss> sorted = new TreeSet<>(NearMiss.CLOSEST_FIRST);
    private final Map<String, NearMiss> byId = new HashMap<>();
    private boolean dropped;

    NearMisses() {
        this(SHOWN, KEPT);
    }

    NearMisses(int shown, int kept) {
        this.shown = shown;
        this.kept = kept;
    }

    void put(NearMiss article) {
        remove(article.id());
        sorted.add(article);
        byId.put(article.id(), article);
        if (sorted.size() > kept) {
            byId.remove(sorted.pollLast().id());
            dropped = true;
        }
    }

    void remove(String id) {
        NearMiss known = byId.remove(id);
        if (known != null) {
            sorted.remove(known);
        }
    }

    /** Whether an article that was dropped may belong to those that are shown. */
    boolean isIncomplete() {
        return dropped && sorted.size() < shown;
    }

    List<NearMiss> best() {
        return sorted.stream().limit(shown).toList();
    }
}
