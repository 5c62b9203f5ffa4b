package dev.heatwire.sink;

/**
 * The record of a feed that was written last.
 *
 * @param size how many entries it has
 * @param cut whether further entries were left out, because the record would have become too large
 * @param hash of its entries
 */
record WrittenFeed(int size, boolean cut, long hash) {
    static final WrittenFeed NONE = new WrittenFeed(0, false, 0);

    static WrittenFeed of(FeedDocument document) {
        return new WrittenFeed(document.size(), document.isCut(), document.hash());
    }
}
