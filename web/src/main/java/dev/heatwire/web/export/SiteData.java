package dev.heatwire.web.export;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.web.syndication.PublicSite;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data file of static site generators: all feeds by name. */
record SiteData(String title, String url, Map<String, Feed> feeds) {
    /** @param updated when the ranked feed was made */
    record Feed(Instant updated, List<ExportedArticle> entries) {}

    static SiteData of(Collection<RankedFeed> feeds, PublicSite site) {
        Map<String, Feed> byName = new TreeMap<>();
        feeds.forEach(feed -> byName.put(
                feed.feed(),
                new Feed(
                        feed.updated(),
                        feed.entries().stream()
                                .map(entry -> ExportedArticle.of(feed.feed(), entry))
                                .toList())));
        return new SiteData(site.title(), site.url().toString(), byName);
    }

    byte[] toJson() {
        return PrettyJson.bytes(this);
    }
}
