package dev.heatwire.app;

import dev.heatwire.events.TopicReader;
import dev.heatwire.events.Topics;
import dev.heatwire.ingest.Ingest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Optional;
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
    private final RankedTally tally;
    private final Quiet quiet;

    private Follower(Path site, boolean replaceSite, Settings settings, Path state, Clock clock) throws IOException {
        topics = settings.topics();
        Admin admin = opened(Admin.create(new HashMap<>(settings.client())));
        TopicAdmin.create(admin, TopicAdmin.wanted(settings));
        Instance instance = opened(Instance.claim(state, "run", settings.chosen(Settings.INSTANCE)));
        pipeline = opened(Pipeline.start(topics, instance.folder(), instance.name(), settings.client(), admin));
        ingest = opened(new Ingest(site, topics, settings.client(), settings.ingest(), clock, replaceSite));
        reader = opened(new TopicReader(settings.client()));
        tally = opened(new RankedTally(settings.client()));
        quiet = new Quiet(admin, reader, topics);
    }

    static Follower start(Path site, boolean replaceSite, Settings settings, Path state, Clock clock)
            throws IOException {
        return new Follower(site, replaceSite, settings, state, clock);
    }

    /**
     * Ingests and waits until the feed says the same, again after each change of the folder.
     *
     * @param once whether to end after the first time
     * @param settled is run each time that the feed has caught up
     */
    void follow(boolean once, Stop stop, Progress progress, Runnable settled) throws InterruptedException {
        boolean reached = false;
        boolean changed = true;
        Ingest.Pass pass = new Ingest.Pass(0, false, 0);
        while (!stop.isRequested() && !(reached && once)) {
            Optional<Ingest.Pass> passed = ingest.passIfDue(stop::isRequested, progress::files);
            if (passed.isPresent()) {
                pass = passed.get();
                changed |= pass.changed();
                if (changed) {
                    progress.show(pass.waiting() > 0 ? "waiting for files to be written" : "ranking");
                }
            }
            pipeline.failure().ifPresent(failure -> {
                throw new KafkaException("a stage has stopped: " + failure.getMessage(), failure);
            });
            if (changed && pass.waiting() == 0 && quiet.isReached()) {
                reached = true;
                changed = false;
                settled.run();
            } else {
                stop.pause(PAUSE);
            }
        }
    }

    /** What the topics hold. */
    Standings standings() {
        return Standings.read(reader, topics);
    }

    Overview overview() {
        tally.catchUp(topics);
        return new Overview(
                Standings.feeds(reader.fold(topics.rankedFeed).values()),
                tally.ranked(),
                tally.published(),
                ingest.files());
    }

    boolean hasRejected() {
        return !Report.rejectedOf(ingest.files()).isEmpty();
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
