package dev.heatwire.web.feed;

import dev.heatwire.events.RankedFeed;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest record of each feed, in memory. One thread writes; any number of threads read. */
public final class FeedStore {
    /** Room for about 18 of the largest pages, those of 500 articles. */
    private static final long MAX_DOCUMENT_BYTES = 32_000_000;

    private final Clock clock;
    private final DocumentCache documents = new DocumentCache(MAX_DOCUMENT_BYTES);
    private final CopyOnWriteArrayList<Consumer<FeedVersion>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, FeedVersion> versions = Map.of();
    private volatile boolean loaded;

    public FeedStore(Clock clock) {
        this.clock = clock;
    }

    /** Replaces the content with that of the topic, and tells the listeners what has changed. */
    public void replace(Map<String, RankedFeed> table) {
        Map<String, FeedVersion> before = versions;
        Map<String, FeedVersion> now = new TreeMap<>();
        table.forEach((name, feed) -> now.put(name, version(before.get(name), feed)));
        versions = now;
        loaded = true;
        before.forEach((name, version) -> {
            if (now.get(name) != version) {
                version.drop();
            }
        });
        now.forEach((name, version) -> {
            if (version != before.get(name)) {
                tell(version);
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> tell(FeedVersion.empty(name, clock.instant())));
    }

    private FeedVersion version(FeedVersion known, RankedFeed feed) {
        if (known == null) {
            return FeedVersion.first(feed, documents);
        }
        return known.feed().equals(feed) ? known : known.next(feed);
    }

    private void tell(FeedVersion version) {
        listeners.forEach(listener -> listener.accept(version));
    }

    /**
     * @param listener is called on the thread that writes, and must not block it
     * @return removes the listener; a change that is being told at that time may still reach it
     */
    public Runnable listen(Consumer<FeedVersion> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether the topic was read to its end once. */
    public boolean isLoaded() {
        return loaded;
    }

    public Optional<FeedVersion> feed(String name) {
        return Optional.ofNullable(versions.get(name));
    }

    /** All feeds in the order of their names. */
    public Map<String, FeedVersion> feeds() {
        return versions;
    }
}
