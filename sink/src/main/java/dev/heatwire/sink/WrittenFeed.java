package dev.heatwire.sink;

/**
 * The record of a feed that was written last.
 *
 * @param size how many entries it has
 * @param fingerprint as {@link FeedDocument#fingerprint} makes it
 */
record WrittenFeed(int size, String fingerprint) {
    static final WrittenFeed NONE = new WrittenFeed(0, "");
}
