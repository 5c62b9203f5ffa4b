package dev.heatwire.web.export;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.syndication.FeedFormat;
import dev.heatwire.web.syndication.PublicSite;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an export can consist of. */
public enum ExportFormat {
    JSON(new Feeds(FeedFormat.JSON_FEED)),
    ATOM(new Feeds(FeedFormat.ATOM)),
    RSS(new Feeds(FeedFormat.RSS)),
    API((feeds, site) -> ApiPages.of(feeds)),
    JEKYLL(new Data("_data/heatwire.json")),
    HUGO(new Data("data/heatwire.json")),
    /** Eleventy reads the same folder as Jekyll. */
    ELEVENTY(new Data("_data/heatwire.json"));

    private final Writer writer;

    ExportFormat(Writer writer) {
        this.writer = writer;
    }

    /** The content of each file, by its path in the export. */
    Map<String, byte[]> files(Collection<RankedFeed> feeds, PublicSite site) {
        return writer.files(feeds, site);
    }

    private interface Writer {
        Map<String, byte[]> files(Collection<RankedFeed> feeds, PublicSite site);
    }

    /** A file for each feed, where {@code heatwire serve} has it, too. */
    private record Feeds(FeedFormat format) implements Writer {
        @Override
        public Map<String, byte[]> files(Collection<RankedFeed> feeds, PublicSite site) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            feeds.forEach(
                    feed -> files.put(feed.feed() + "/" + format.fileName(), format.render(feed, site, FeedQuery.ALL)));
            return files;
        }
    }

    /** One file with all feeds, which templates of a site generator read. */
    private record Data(String path) implements Writer {
        @Override
        public Map<String, byte[]> files(Collection<RankedFeed> feeds, PublicSite site) {
            return Map.of(path, SiteData.of(feeds, site).toJson());
        }
    }
}
