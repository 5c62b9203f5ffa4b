package dev.heatwire.web.live;

import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.feed.FeedVersion;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Sends every change of a feed to its clients. One thread writes to all of them, because no write blocks. */
public final class EventHub implements AutoCloseable {
    private static final Duration COMMENT_INTERVAL = Duration.ofSeconds(15);

    private final FeedStore store;
    private final int maxClients;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Stream, Set<EventClient>> clients = new ConcurrentHashMap<>();
    private final Runnable stopListening;
    // discards a change that arrives after the shut-down: the store calls the listener on a thread of its own
    private final ScheduledExecutorService writer =
            new ScheduledThreadPoolExecutor(1, EventHub::thread, new ThreadPoolExecutor.DiscardPolicy());

    /** What of a feed a client is sent. */
    enum Content {
        WHOLE(EventFrames::whole),
        ORDER(EventFrames::order);

        private final Function<FeedVersion, byte[]> frames;

        Content(Function<FeedVersion, byte[]> frames) {
            this.frames = frames;
        }
    }

    record Stream(String feed, Content content) {}

    public EventHub(FeedStore store, int maxClients) {
        this.store = store;
        this.maxClients = maxClients;
        stopListening = store.listen(version -> writer.execute(() -> sendToAll(version)));
        long interval = COMMENT_INTERVAL.toSeconds();
        writer.scheduleAtFixedRate(this::sendComments, interval, interval, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether another client was counted in; it must be followed by {@link #add}. */
    boolean reserve() {
        if (count.incrementAndGet() <= maxClients) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Sends the whole feed first, if there is one by now, then each change. */
    void add(Stream stream, AsyncContext async) throws IOException {
        EventClient client = new EventClient(async, gone -> remove(stream, gone));
        client.open();
        writer.execute(() -> {
            if (client.isClosed()) {
                return;
            }
            clients.computeIfAbsent(stream, key -> new HashSet<>()).add(client);
            // so that the client sees at once that it is connected, also if there is no such feed yet
            client.sendComment();
            store.feed(stream.feed())
                    .ifPresent(version -> client.send(stream.content().frames.apply(version)));
        });
    }

    private void remove(Stream stream, EventClient client) {
        count.decrementAndGet();
        writer.execute(() -> clients.computeIfPresent(stream, (key, all) -> {
            all.remove(client);
            return all.isEmpty() ? null : all;
        }));
    }

    private void sendToAll(FeedVersion version) {
        for (Content content : Content.values()) {
            Set<EventClient> all = clients.getOrDefault(new Stream(version.name(), content), Set.of());
            if (!all.isEmpty()) {
                byte[] frame = content.frames.apply(version);
                List.copyOf(all).forEach(client -> client.send(frame));
            }
        }
    }

    private void sendComments() {
        clients.values().forEach(all -> List.copyOf(all).forEach(EventClient::sendComment));
    }

    public int clients() {
        return count.get();
    }

    /** Ends every stream, and follows the store no longer. */
    @Override
    public void close() {
        stopListening.run();
        writer.execute(() -> clients.values().forEach(all -> List.copyOf(all).forEach(EventClient::close)));
        writer.shutdown();
    }
}
