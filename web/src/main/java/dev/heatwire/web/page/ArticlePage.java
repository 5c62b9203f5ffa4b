package dev.heatwire.web.page;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedVersion;
import java.util.Optional;
import java.util.Set;

/**
 * One article of a feed, with all its covering articles.
 *
 * @param feed the title of the feed
 * @param path of the feed's page
 */
public record ArticlePage(FeedPage.SiteHead site, String feed, String path, PageEntry entry) {
    public String exactTime() {
        return entry.age().exact();
    }

    /** @return empty if the feed has no entry with that key */
    static Optional<ArticlePage> of(
            FeedVersion version, String key, FeedPage.SiteHead site, PageContext context, Set<String> feeds) {
        RankedFeed feed = version.feed();
        return feed.entries().stream()
                .filter(entry -> PageEntry.key(entry.id()).equals(key))
                .findFirst()
                .map(entry -> new ArticlePage(
                        site, FeedNames.title(feed), FeedNames.path(feed.feed()), PageEntry.of(entry, context, feeds)));
    }
}
