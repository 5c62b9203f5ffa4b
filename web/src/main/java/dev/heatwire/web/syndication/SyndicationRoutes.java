package dev.heatwire.web.syndication;

import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.http.Document;
import dev.heatwire.web.http.PublicAddress;
import dev.heatwire.web.http.Responses;
import dev.heatwire.web.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.URI;

/** {@code /FEED/feed.json}, {@code /FEED/atom.xml} and {@code /FEED/rss.xml}. */
public final class SyndicationRoutes {
    private final FeedStore store;
    private final String title;
    private final PublicAddress address;

    /** @param title the name of the site */
    public SyndicationRoutes(FeedStore store, String title, PublicAddress address) {
        this.store = store;
        this.title = title;
        this.address = address;
    }

    public void addTo(RoutesConfig routes) {
        for (FeedFormat format : FeedFormat.values()) {
            Routes.get(routes, "/<feed>/" + format.fileName(), context -> send(context, format));
        }
    }

    private void send(Context context, FeedFormat format) {
        FeedVersion version =
                store.feed(context.pathParam("feed")).orElseThrow(() -> new NotFoundResponse("no such feed"));
        FeedQuery query = FeedQuery.of(context::queryParam);
        PublicSite site = new PublicSite(title, URI.create(address.of("/")), true);
        Document document = version.document(
                format + " " + query.queryString(),
                () -> Document.of(
                        format.contentType(),
                        format.render(version.feed(), site, query),
                        version.feed().updated()));
        Responses.send(context, document, Responses.FOR_A_MINUTE);
    }
}
