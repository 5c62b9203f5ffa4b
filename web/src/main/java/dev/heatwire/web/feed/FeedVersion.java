package dev.heatwire.web.feed;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.http.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One record of a feed. Documents that were rendered from it are kept with it, and are dropped with it. */
public final class FeedVersion {
    private static final int MAX_DOCUMENTS = 64;

    private final RankedFeed feed;
    private final RankHistory history;
    private final Map<String, Document> documents = new ConcurrentHashMap<>();

    private FeedVersion(RankedFeed feed, RankHistory history) {
        this.feed = feed;
        this.history = history;
    }

    static FeedVersion first(RankedFeed feed) {
        return new FeedVersion(feed, RankHistory.EMPTY.with(feed));
    }

    FeedVersion next(RankedFeed newer) {
        return new FeedVersion(newer, history.with(newer));
    }

    /** A feed without articles, as readers see one whose record was deleted. */
    public static FeedVersion empty(String name, Instant since) {
        return first(new RankedFeed(name, since, false, List.of()));
    }

    public String name() {
        return feed.feed();
    }

    public RankedFeed feed() {
        return feed;
    }

    public Movement movement(Instant now) {
        return history.before(now)
                .map(ranks -> new Movement(ranks.since(), ranks.byId()))
                .orElseThrow();
    }

    /**
     * The document of that name, rendered when it is first asked for.
     *
     * @param renderer must not ask for another document
     */
    public Document document(String name, Supplier<Document> renderer) {
        Document known = documents.get(name);
        if (known != null) {
            return known;
        }
        if (documents.size() >= MAX_DOCUMENTS) {
            documents.clear();
        }
        // others that ask for it wait: rendering it twice would cost more
        return documents.computeIfAbsent(name, missing -> renderer.get());
    }

    /** The record as JSON. */
    public Document json() {
        return document("json", () -> Document.json(Json.MAPPER.writeValueAsBytes(feed), feed.updated()));
    }
}
