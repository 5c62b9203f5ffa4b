package dev.heatwire.sink;

import java.util.List;

/** The feeds that an article stands in. */
record Memberships(List<String> feeds) {
    static final Memberships NONE = new Memberships(List.of());

    Memberships {
        feeds = List.copyOf(feeds);
    }
}
