package dev.heatwire.web.syndication;

/** Writes the content of a feed in one format. */
interface FeedWriter {
    byte[] write(FeedContent feed, FeedLinks links);
}
