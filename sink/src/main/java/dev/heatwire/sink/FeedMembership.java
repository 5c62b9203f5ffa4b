package dev.heatwire.sink;

import java.util.List;

/** The feeds that an article stands in. */
record FeedMembership(List<String> feeds) {
    static final FeedMembership NONE = new FeedMembership(List.of());

    FeedMembership {
        feeds = List.copyOf(feeds);
    }
}
