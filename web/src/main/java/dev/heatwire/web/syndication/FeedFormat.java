package dev.heatwire.web.syndication;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedQuery;

/** The formats of feed readers, each with its file name in a feed's folder and its media type. */
public enum FeedFormat {
    JSON_FEED("feed.json", "application/feed+json", new JsonFeedWriter()),
    ATOM("atom.xml", "application/atom+xml", new AtomWriter()),
    RSS("rss.xml", "application/rss+xml", new RssWriter());

    private final String fileName;
    private final String mediaType;
    private final FeedWriter writer;

    FeedFormat(String fileName, String mediaType, FeedWriter writer) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    /** The last part of the feed's address: {@code /news/atom.xml}. */
    public String fileName() {
        return fileName;
    }

    /** The media type without parameters, as a {@code link} element names it. */
    public String mediaType() {
        return mediaType;
    }

    /** The value of the header {@code Content-Type}. */
    public String contentType() {
        return mediaType + "; charset=utf-8";
    }

    /** The document in UTF-8. The same record, site and query always result in the same bytes. */
    public byte[] render(RankedFeed feed, PublicSite site, FeedQuery query) {
        return writer.write(FeedContent.of(feed, query), site.links(feed.feed(), this, query));
    }
}
