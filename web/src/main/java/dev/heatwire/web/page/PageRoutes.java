package dev.heatwire.web.page;

import dev.heatwire.web.PipelineHealth;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.http.Document;
import dev.heatwire.web.http.PublicAddress;
import dev.heatwire.web.http.Responses;
import dev.heatwire.web.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code /} and {@code /FEED}: the page of a feed. */
public final class PageRoutes {
    private final FeedStore store;
    private final WebSettings settings;
    private final PublicAddress address;
    private final PipelineHealth health;
    private final Clock clock;

    public PageRoutes(
            FeedStore store, WebSettings settings, PublicAddress address, PipelineHealth health, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.address = address;
        this.health = health;
        this.clock = clock;
    }

    /** To be called last: any path that leads nowhere else is the name of a feed. */
    public void addTo(RoutesConfig routes) {
        Routes.get(routes, "/", this::start);
        Routes.get(routes, "/<feed>", context -> page(context, context.pathParam("feed")));
    }

    private void start(Context context) {
        String feed = FeedNames.first(store.feeds());
        if (store.feed(feed).isPresent()) {
            page(context, feed);
        } else {
            // the page shows the first articles by itself as soon as there are any
            send(context, FeedVersion.empty(feed, clock.instant()), FeedQuery.ALL);
        }
    }

    private void page(Context context, String name) {
        FeedVersion version = store.feed(name).orElse(null);
        if (version == null) {
            missing(context, "No such feed", "There is no feed “" + name + "”, or it has no articles now.");
            return;
        }
        String about = context.queryParam("about");
        if (about == null) {
            send(context, version, FeedQuery.of(context::queryParam));
        } else {
            article(context, version, about);
        }
    }

    private void article(Context context, FeedVersion version, String key) {
        String path = FeedNames.path(version.name());
        FeedPage.SiteHead site = site(path + "?about=" + key);
        Instant now = now(version);
        ArticlePage.of(
                        version,
                        key,
                        site,
                        PageContext.of(version, now, settings.thirdPartyPictures()),
                        store.feeds().keySet())
                .ifPresentOrElse(
                        page -> Responses.send(
                                context,
                                Document.html(Templates.render("article.jte", page), now),
                                Responses.REVALIDATE),
                        () -> missing(context, "No such article", "The feed does not hold that article now."));
    }

    private void send(Context context, FeedVersion version, FeedQuery query) {
        Instant now = now(version);
        PipelineHealth.Report report = health.get();
        String name = "page " + now + query.queryString() + report.words()
                + store.feeds().keySet().hashCode();
        Document page = version.document(
                name, () -> Document.html(Templates.render("feed.jte", model(version, query, report, now)), now));
        Responses.send(context, page, Responses.REVALIDATE);
    }

    private void missing(Context context, String title, String text) {
        context.status(HttpStatus.NOT_FOUND);
        context.html(Templates.render("message.jte", new MessagePage(site("/"), title, text)));
    }

    /** Ages change each minute, so a page is rendered again then. */
    private Instant now(FeedVersion version) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return minute.isBefore(version.feed().updated()) ? version.feed().updated() : minute;
    }

    private FeedPage model(FeedVersion version, FeedQuery query, PipelineHealth.Report report, Instant now) {
        return FeedPage.of(
                version,
                query,
                store.feeds(),
                site(FeedNames.path(version.name()) + query.queryString()),
                settings.thirdPartyPictures(),
                report,
                now);
    }

    private FeedPage.SiteHead site(String path) {
        return new FeedPage.SiteHead(settings.title(), address.of(path), settings.editor());
    }
}
