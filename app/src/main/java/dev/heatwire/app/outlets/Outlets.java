package dev.heatwire.app.outlets;

import dev.heatwire.app.config.Settings;
import dev.heatwire.events.Topics;
import dev.heatwire.web.WebContent;
import dev.heatwire.web.WebServer;
import dev.heatwire.web.WebSettings;
import dev.heatwire.web.editor.EditorStore;
import dev.heatwire.web.feed.FeedStore;
import dev.heatwire.web.feed.TopicFollower;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The outlets of a cluster: they follow its topics, and are served over HTTP. */
public final class Outlets implements AutoCloseable {
    private static final int DEFAULT_PORT = 8080;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final WebServer server;

    private Outlets(Settings settings, WebSettings web, boolean otherPort) {
        Topics topics = settings.topics();
        Clock clock = Clock.systemUTC();
        try {
            FeedStore feeds = new FeedStore(clock);
            TopicFollower follower = opened(TopicFollower.start(
                    topics.rankedFeed.name(),
                    settings.client(),
                    (reader, stop) -> reader.follow(topics.rankedFeed, stop, feeds::replace)));
            Optional<EditorStore> editor = web.editor()
                    ? Optional.of(opened(new EditorStore(topics, settings.client(), clock)))
                    : Optional.empty();
            WebContent content = new WebContent(
                    feeds,
                    follower::isFollowing,
                    editor,
                    Optional.of(new TopicIntake(
                            topics, settings.client(), settings.ingest().limits(), clock)),
                    opened(new StageHealth(topics, settings.client())),
                    clock);
            String host = settings.get(Settings.HTTP_HOST);
            Optional<Integer> port = settings.chosen(Settings.HTTP_PORT).map(Integer::valueOf);
            server = opened(
                    otherPort && port.isEmpty()
                            ? WebServer.startNear(host, DEFAULT_PORT, web, content)
                            : WebServer.start(host, port.orElse(DEFAULT_PORT), web, content));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Listens on {@link Settings#HTTP_HOST} and {@link Settings#HTTP_PORT}.
     *
     * @throws UncheckedIOException if the port is in use
     */
    public static Outlets start(Settings settings) {
        return new Outlets(settings, settings.web(), false);
    }

    /** With the editor's view, and on a free port if the usual one is in use and the user has not chosen another. */
    public static Outlets startBeside(Settings settings) {
        return new Outlets(settings, settings.web().withEditor(), true);
    }

    /** Where a browser on this machine finds the page. */
    public URI address() {
        return server.address();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "could not close " + resource.getClass().getSimpleName(), e);
            }
        }
    }
}
