package dev.heatwire.app;

import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.Limits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** A site folder on its way to the feed, all stages in this process. */
final class Follower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Topics topics;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Pipeline pipeline;
    private final Ingest ingest;
    private final TopicReader reader;
    private final Quiet quiet;

    private Follower(Path site, boolean replaceSite, Settings settings, Path state, Clock clock) {
        topics = settings.topics();
        Admin admin = opened(Admin.create(new HashMap<>(settings.client())));
        TopicAdmin.create(admin, topics, settings.number(Settings.PARTITIONS), (short)
                settings.number(Settings.REPLICATION_FACTOR));
        pipeline = opened(Pipeline.start(topics, state, settings.get(Settings.INSTANCE), settings.client(), admin));
        ingest = opened(new Ingest(site, topics, settings.client(), Limits.STANDARD, clock, replaceSite));
        reader = opened(new TopicReader(settings.client()));
        quiet = new Quiet(admin, reader, topics);
    }

    static Follower start(Path site, boolean replaceSite, Settings settings, Path state, Clock clock) {
        return new Follower(site, replaceSite, settings, state, clock);
    }

    /**
     * Ingests and waits until the feed says the same, again after each change of the folder.
     *
     * @param once whether to end after the first time
     * @param settled is told what the topics hold each time that the feed has caught up
     * @return what the topics held the last time
     */
    Standings follow(boolean once, Stop stop, Progress progress, Consumer<Standings> settled)
            throws InterruptedException {
        Standings last = null;
        boolean changed = true;
        while (!stop.isRequested() && (last == null || !once)) {
            Ingest.Pass pass = ingest.pass(stop::isRequested, done -> progress.show("%d files read".formatted(done)));
            changed |= pass.changed();
            if (changed) {
                progress.show(pass.waiting() > 0 ? "waiting for files to be written" : "ranking");
            }
            pipeline.failure().ifPresent(failure -> {
                throw new KafkaException("a stage has stopped: " + failure.getMessage(), failure);
            });
            if (changed && pass.waiting() == 0 && quiet.isReached()) {
                last = Standings.read(reader, topics);
                settled.accept(last);
                changed = false;
            } else {
                stop.pause(PAUSE);
            }
        }
        return last == null ? Standings.read(reader, topics) : last;
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
                throw new KafkaException(
                        "could not close " + resource.getClass().getSimpleName(), e);
            }
        }
    }
}
