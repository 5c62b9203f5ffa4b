package dev.heatwire.web.page;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.feed.Movement;
import java.time.Instant;

/**
 * What the entries of a page have in common.
 *
 * @param category of the feed
 * @param highestHeat of the feed
 * @param pictures whether third-party pictures are shown
 */
record PageContext(Instant now, Movement movement, String category, int highestHeat, boolean pictures) {
    static PageContext of(FeedVersion version, Instant now, boolean pictures) {
        RankedFeed feed = version.feed();
        int highest = feed.entries().stream().mapToInt(FeedEntry::heat).max().orElse(0);
        return new PageContext(now, version.movement(now), feed.feed().split("/", 2)[0], highest, pictures);
    }
}
