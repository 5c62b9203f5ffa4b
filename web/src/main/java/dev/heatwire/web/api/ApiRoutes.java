package dev.heatwire.web.api;

import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.feed.FeedNames;
import dev.heatwire.web.feed.FeedQuery;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.feed.FeedVersion;
import dev.heatwire.web.http.Document;
import dev.heatwire.web.http.PublicAddress;
import dev.heatwire.web.http.Responses;
import dev.heatwire.web.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code /api}: the feeds and their articles as JSON, described by {@code /api/openapi.json}. */
public final class ApiRoutes {
    private final FeedStore store;
    private final PublicAddress address;
    private final Document description;

    public ApiRoutes(FeedStore store, PublicAddress address, Clock clock) {
        this.store = store;
        this.address = address;
        description = Document.json(resource("openapi.json"), clock.instant());
    }

    /**
     * A feed in the list of feeds.
     *
     * @param entries how many it has
     */
    record FeedSummary(
            String feed, String title, Instant updated, int entries, String page, String api, String events) {}

    record Feeds(List<FeedSummary> feeds) {}

    /** Where an article stands. */
    record Place(String feed, int rank, Instant enteredDateTime) {}

    /**
     * @param places in the order of the feeds' names
     * @param article its entry in the first of these feeds, with its explanation
     */
    record ArticlePlaces(String id, List<Place> places, FeedEntry article) {}

    public void addTo(RoutesConfig routes) {
        Routes.get(routes, "/api", context -> Responses.send(context, description, Responses.FOR_A_MINUTE));
        Routes.get(
                routes, "/api/openapi.json", context -> Responses.send(context, description, Responses.FOR_A_MINUTE));
        Routes.get(routes, "/api/feeds", this::feeds);
        Routes.get(routes, "/api/feeds/<feed>", this::feed);
        Routes.get(routes, "/api/articles", context -> article(context, context.queryParam("id")));
        Routes.get(routes, "/api/articles/<id>", context -> article(context, context.pathParam("id")));
    }

    private void feeds(Context context) {
        Map<String, FeedVersion> feeds = store.feeds();
        Instant newest = feeds.values().stream()
                .map(version -> version.feed().updated())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<FeedSummary> summaries = feeds.values().stream().map(this::summary).toList();
        Responses.send(
                context,
                Document.json(Json.MAPPER.writeValueAsBytes(new Feeds(summaries)), newest),
                Responses.REVALIDATE);
    }

    private FeedSummary summary(FeedVersion version) {
        String path = FeedNames.path(version.name());
        return new FeedSummary(
                version.name(),
                FeedNames.title(version.feed()),
                version.feed().updated(),
                version.feed().entries().size(),
                address.of(path),
                address.of("/api/feeds" + path),
                address.of("/events" + path));
    }

    private void feed(Context context) {
        FeedVersion version =
                store.feed(context.pathParam("feed")).orElseThrow(() -> new NotFoundResponse("no such feed"));
        FeedQuery query = FeedQuery.of(context::queryParam);
        Document document = query.equals(FeedQuery.ALL)
                ? version.json()
                : version.document(
                        "json " + query.queryString(),
                        () -> Document.json(
                                Json.MAPPER.writeValueAsBytes(query.select(version.feed())),
                                version.feed().updated()));
        Responses.send(context, document, Responses.REVALIDATE);
    }

    private void article(Context context, String id) {
        if (id == null) {
            throw new BadRequestResponse("id is the article's id, its canonical address");
        }
        List<FeedVersion> holding = store.feeds().values().stream()
                .filter(version -> version.feed().entries().stream()
                        .anyMatch(entry -> entry.id().equals(id)))
                .toList();
        if (holding.isEmpty()) {
            throw new NotFoundResponse("no feed has this article");
        }
        List<Place> places = holding.stream()
                .map(version -> {
                    FeedEntry entry = entry(version, id);
                    return new Place(version.name(), entry.rank(), entry.enteredDateTime());
                })
                .toList();
        ArticlePlaces article = new ArticlePlaces(id, places, entry(holding.get(0), id));
        Responses.send(
                context,
                Document.json(
                        Json.MAPPER.writeValueAsBytes(article),
                        holding.get(0).feed().updated()),
                Responses.REVALIDATE);
    }

    private static FeedEntry entry(FeedVersion version, String id) {
        return version.feed().entries().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] resource(String name) {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("/dev/heatwire/web/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is not readable", e);
        }
    }
}
