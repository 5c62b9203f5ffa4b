package dev.heatwire.web.feed;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ranks of a feed at a few times of the last hour, so that a reader sees what has moved. Older ones are dropped as
 * soon as a newer one is old enough to compare with.
 *
 * @param ranks the oldest first
 */
record RankHistory(List<Ranks> ranks) {
    static final RankHistory EMPTY = new RankHistory(List.of());

    /** Movement is told against ranks at least this old, where there are any. */
    static final Duration PERIOD = Duration.ofMinutes(30);

    /** @param byId the rank of each article since that time */
    record Ranks(Instant since, Map<String, Integer> byId) {
        static Ranks of(RankedFeed feed) {
            return new Ranks(
                    feed.updated(),
                    feed.entries().stream()
                            .collect(Collectors.toMap(FeedEntry::id, FeedEntry::rank, (first, second) -> first)));
        }
    }

    /** This history with a newer record. */
    RankHistory with(RankedFeed feed) {
        List<Ranks> kept = new ArrayList<>(ranks);
        // the last ranks are replaced while they are too close to those before them
        if (kept.size() > 1 && isClose(kept.get(kept.size() - 2).since(), kept.get(kept.size() - 1))) {
            kept.remove(kept.size() - 1);
        }
        kept.add(Ranks.of(feed));
        while (kept.size() > 2 && !isClose(kept.get(1).since(), kept.get(kept.size() - 1))) {
            kept.remove(0);
        }
        return new RankHistory(List.copyOf(kept));
    }

    private static boolean isClose(Instant earlier, Ranks later) {
        return earlier.plus(PERIOD).isAfter(later.since());
    }

    /** The newest ranks that are at least {@link #PERIOD} old, else the oldest known; empty without any record. */
    Optional<Ranks> before(Instant now) {
        Optional<Ranks> oldest = ranks.stream().findFirst();
        return ranks.stream()
                .filter(each -> !each.since().plus(PERIOD).isAfter(now))
                .reduce((first, second) -> second)
                .or(() -> oldest);
    }
}
