package dev.heatwire.app.report;

import dev.heatwire.events.FeedEntry;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the places of a feed changed since the look before; at the first look nothing has moved, and nothing is new. */
public record RankChanges(Optional<Map<String, Integer>> before) {
    public static final RankChanges NONE = new RankChanges(Optional.empty());

    public static RankChanges since(Collection<FeedEntry> entries) {
        return new RankChanges(
                Optional.of(entries.stream().collect(Collectors.toMap(FeedEntry::key, FeedEntry::rank))));
    }

    /** {@code ▲ 2} for two places up, {@code ▼ 1} for one down, {@code new}, or nothing. */
    String of(FeedEntry entry) {
        return before.map(ranks -> move(ranks.get(entry.key()), entry.rank())).orElse("");
    }

    private static String move(Integer before, int now) {
        if (before == null) {
            return "new";
        }
        if (before == now) {
            return "";
        }
        return before > now ? "▲ " + (before - now) : "▼ " + (now - before);
    }
}
