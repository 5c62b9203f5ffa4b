package dev.heatwire.web.feed;

import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.json.Json;
import dev.heatwire.web.http.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One record of a feed, with the documents that are rendered from it. */
public final class FeedVersion {
    private static final DocumentCache NOT_CACHED = new DocumentCache(0);

    private final RankedFeed feed;
    private final RankHistory history;
    private final DocumentCache documents;
    /** Stands for this version in the cache. */
    private final Object identity = new Object();

    private final Map<String, Document> inRendering = new ConcurrentHashMap<>();

    private FeedVersion(RankedFeed feed, RankHistory history, DocumentCache documents) {
        this.feed = feed;
        this.history = history;
        this.documents = documents;
    }

    static FeedVersion first(RankedFeed feed, DocumentCache documents) {
        return new FeedVersion(feed, RankHistory.EMPTY.with(feed), documents);
    }

    FeedVersion next(RankedFeed newer) {
        return new FeedVersion(newer, history.with(newer), documents);
    }

    /** A feed without articles, as readers see one whose record was deleted. */
    public static FeedVersion empty(String name, Instant since) {
        return first(new RankedFeed(name, since, false, List.of()), NOT_CACHED);
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
     * The document of that name, rendered when it is not in the cache.
     *
     * @param renderer must not ask for another document
     */
    public Document document(String name, Supplier<Document> renderer) {
        return documents.find(identity, name).orElseGet(() -> rendered(name, renderer));
    }

    private Document rendered(String name, Supplier<Document> renderer) {
        try {
            // others that ask for it wait: rendering it twice would cost more
            return inRendering.computeIfAbsent(
                    name, missing -> documents.find(identity, name).orElseGet(() -> cached(name, renderer.get())));
        } finally {
            inRendering.remove(name);
        }
    }

    private Document cached(String name, Document document) {
        documents.put(identity, name, document);
        return document;
    }

    /** Drops the documents; to be called when there is a newer version. */
    void drop() {
        documents.drop(identity);
    }

    /** The record as JSON. */
    public Document json() {
        return document("json", () -> Document.json(Json.MAPPER.writeValueAsBytes(feed), feed.updated()));
    }
}
