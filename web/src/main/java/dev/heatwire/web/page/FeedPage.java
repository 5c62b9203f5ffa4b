package dev.heatwire.web.page;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.PipelineHealth;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.feed.FeedVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A feed as its page shows it.
 *
 * @param title of the feed
 * @param path of its page
 * @param query of the request, with its question mark
 * @param version of the record, for the page's script
 * @param updated when the record was made
 * @param since the time that movement is compared with
 * @param total how many entries the feed has
 */
public record FeedPage(
        SiteHead site,
        String title,
        String path,
        String query,
        long version,
        PageEntry.Age updated,
        boolean cut,
        String since,
        List<FeedLink> feeds,
        PageFilters filters,
        int total,
        List<PageEntry> entries,
        PipelineHealth.Report health) {
    /** A link to the page of a feed. */
    public record FeedLink(String title, String path, int entries, boolean topic, boolean current) {}

    /**
     * What all pages of a site have in common.
     *
     * @param canonical the public address of the page
     */
    public record SiteHead(String title, String canonical, boolean editor) {}

    /** The addresses of the outlets of a feed. */
    public enum Outlet {
        JSON_FEED("JSON Feed", "feed.json", "application/feed+json"),
        ATOM("Atom", "atom.xml", "application/atom+xml"),
        RSS("RSS", "rss.xml", "application/rss+xml");

        private final String label;
        private final String file;
        private final String type;

        Outlet(String label, String file, String type) {
            this.label = label;
            this.file = file;
            this.type = type;
        }

        public String label() {
            return label;
        }

        public String file() {
            return file;
        }

        public String type() {
            return type;
        }
    }

    static FeedPage of(
            FeedVersion version,
            FeedQuery query,
            Map<String, FeedVersion> feeds,
            SiteHead site,
            boolean pictures,
            PipelineHealth.Report health,
            Instant now) {
        RankedFeed feed = version.feed();
        PageContext context = PageContext.of(version, now, pictures);
        return new FeedPage(
                site,
                FeedNames.title(feed),
                FeedNames.path(feed.feed()),
                query.queryString(),
                feed.updated().toEpochMilli(),
                PageEntry.Age.of(feed.updated(), now),
                feed.cut(),
                Ages.clock(context.movement().since(), now),
                links(feeds, feed.feed()),
                PageFilters.of(feed, query),
                feed.entries().size(),
                query.select(feed).entries().stream()
                        .map(entry -> PageEntry.of(entry, context, feeds.keySet()))
                        .toList(),
                health);
    }

    private static List<FeedLink> links(Map<String, FeedVersion> feeds, String current) {
        List<FeedLink> links = new ArrayList<>();
        feeds.forEach((name, version) -> links.add(new FeedLink(
                FeedNames.title(version.feed()),
                FeedNames.path(name),
                version.feed().entries().size(),
                name.contains("/"),
                name.equals(current))));
        return links;
    }

    /** The address of an outlet with the entries that the page shows. */
    public String outlet(Outlet outlet) {
        return path + "/" + outlet.file() + query;
    }

    /** Where the page's script listens. */
    public String events() {
        return "/events" + path + "?content=order";
    }
}
