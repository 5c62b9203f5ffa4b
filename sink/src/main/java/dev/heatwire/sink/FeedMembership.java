package dev.heatwire.sink;

import java.util.List;

/**
 * The feeds that an article is in.
 *
 * @param sortKey its position, the same in each of them
 */
record FeedMembership(List<String> feeds, String sortKey) {
    FeedMembership {
        feeds = List.copyOf(feeds);
    }
}
