package dev.heatwire.web.page;

import dev.heatwire.web.feed.Movement;
import java.time.Instant;

/**
 * What the entries of a page have in common.
 *
 * @param category of the feed
 * @param highestHeat of the feed
 * @param pictures whether third-party pictures are shown
 */
record PageContext(Instant now, Movement movement, String category, int highestHeat, boolean pictures) {}
