package dev.heatwire.web.syndication;

import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedQuery;
import java.net.URI;
import java.util.Locale;

/**
 * The title of a site, and the public address under which its feeds are found. Addresses in feeds come from here, never
 * from a request's Host header, which the client chooses.
 *
 * @param url http or https, with a final slash, without query and fragment
 * @param hasFeedPages whether each feed has a page of its own under {@code url}
 */
public record PublicSite(String title, URI url, boolean hasFeedPages) {
    public static final String DEFAULT_TITLE = "Heatwire";

    private static final int MAX_TITLE = 200;

    public PublicSite {
        if (title.isBlank()) {
            throw new IllegalArgumentException("the title is blank");
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || url.getHost() == null) {
            throw new IllegalArgumentException("the public URL is no http or https URL: " + url);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the public URL has a query, a fragment or a user: " + url);
        }
        if (!url.getRawPath().endsWith("/")) {
            url = URI.create(url + "/");
        }
    }

    /** The address of the page of a feed; of the site where feeds have no pages. */
    public URI page(String feed) {
        return hasFeedPages ? URI.create(root() + FeedNames.path(feed)) : url;
    }

    /** The address of a feed in one format. */
    public URI address(String feed, FeedFormat format, FeedQuery query) {
        return URI.create(root() + FeedNames.path(feed) + "/" + format.fileName() + query.queryString());
    }

    private String root() {
        return url.toString().substring(0, url.toString().length() - 1);
    }

    FeedLinks links(String feed, FeedFormat format, FeedQuery query) {
        return new FeedLinks(PlainText.of(title, MAX_TITLE), url, page(feed), address(feed, format, query));
    }
}
