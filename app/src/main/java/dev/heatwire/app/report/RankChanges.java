package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rank changes of a feed since it was last shown.
 *
 * @param before the previous rank by entry key; empty when the feed is shown for the first time
 */
public record RankChanges(Optional<Map<String, Integer>> before) {
    public static final RankChanges NONE = new RankChanges(Optional.empty());

    public static RankChanges since(Collection<FeedEntry> entries) {
        return new RankChanges(Optional.of(entries.stream().collect(Collectors.toMap(FeedEntry::id, FeedEntry::rank))));
    }

    /** Returns {@code ▲ 2} for two ranks up, {@code ▼ 1} for one rank down, {@code new}, or an empty string. */
    String of(FeedEntry entry) {
        return before.map(ranks -> change(ranks.get(entry.id()), entry.rank())).orElse("");
    }

    private static String change(Integer before, int now) {
        if (before == null) {
            return "new";
        }
        if (before == now) {
            return "";
        }
        return before > now ? "▲ " + (before - now) : "▼ " + (now - before);
    }
}
