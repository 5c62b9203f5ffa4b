package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.app.config.Settings;
import dev.heatwire.app.report.FeedSnapshot;
import dev.heatwire.app.report.RankedArticleCounts;
import dev.heatwire.app.report.RunReport;
import dev.heatwire.app.report.SiteSummary;
import dev.heatwire.events.Policy;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.Ingest;
import dev.heatwire.ingest.IngestSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Runs ingest and every stage in this process. */
public final class PipelineRunner implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final Topics topics;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Pipeline pipeline;
    private final Ingest ingest;
    private final CompactedTopicReader reader;
    private final RankedArticleCounts counts;
    private final DrainCheck drainCheck;
    private Ingest.Pass pass = new Ingest.Pass(0, false, 0, Set.of(), true);

    private PipelineRunner(IngestSources sources, Settings settings, Path state, Clock clock) throws IOException {
        topics = settings.topics();
        try {
            Admin admin = opened(Admin.create(new HashMap<>(settings.client())));
            TopicAdmin.create(admin, TopicAdmin.wanted(settings));
            StageInstance instance = opened(StageInstance.claim(state, "run", settings.chosen(Settings.INSTANCE)));
            pipeline = opened(Pipeline.start(topics, instance.folder(), instance.name(), settings.client(), admin));
            ingest = opened(new Ingest(sources, topics, settings.client(), settings.ingest(), clock));
            reader = opened(new CompactedTopicReader(settings.client()));
            counts = opened(new RankedArticleCounts(settings.client()));
            drainCheck = new DrainCheck(admin, reader, topics);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Starts the stages and ingest. When one of them fails to start, those that did start are closed again. */
    public static PipelineRunner start(IngestSources sources, Settings settings, Path state, Clock clock)
            throws IOException {
        return new PipelineRunner(sources, settings, state, clock);
    }

    /** Receives the progress of a run. */
    public interface Listener {
        /** The run has entered a phase, described in a few words. */
        void phase(String description);

        /** Ingest has read {@code done} of {@code total} new or changed files. */
        void filesRead(int done, int total);

        /** Every change has reached the feed. */
        void drained();
    }

    /**
     * Ingests and calls {@link Listener#drained} whenever all changes have reached the feed.
     *
     * @param once whether to return after the first time
     */
    public void follow(boolean once, ShutdownSignal stop, Listener listener) throws InterruptedException {
        boolean reached = false;
        boolean changed = true;
        while (!stop.isRequested() && !(reached && once)) {
            Optional<Ingest.Pass> passed = ingest.passIfDue(stop::isRequested, listener::filesRead);
            if (passed.isPresent()) {
                changed |=
                        passed.get().changed() || !passed.get().beingWritten().equals(pass.beingWritten());
                pass = passed.get();
                if (changed) {
                    listener.phase(pass.isDone() ? "ranking" : "waiting for files to be written");
                }
            }
            pipeline.failure().ifPresent(failure -> {
                throw new KafkaException("a stage has stopped: " + failure.getMessage(), failure);
            });
            if (changed && pass.isDone() && drainCheck.isDrained()) {
                reached = true;
                changed = false;
                listener.drained();
            } else {
                stop.pause(POLL_INTERVAL);
            }
        }
    }

    /** The current content of the topics. */
    public FeedSnapshot snapshot() {
        return FeedSnapshot.read(reader, topics);
    }

    public SiteSummary summary() {
        counts.catchUp(topics);
        return new SiteSummary(
                FeedSnapshot.feeds(reader.readTable(topics.rankedFeed)),
                counts.ranked(),
                counts.published(),
                counts.highestHeat(),
                minimumHeat(),
                ingest.files(),
                pass.beingWritten());
    }

    private int minimumHeat() {
        return reader.readTable(topics.scoringPolicy)
                .getOrDefault(Policy.KEY, Policy.STANDARD)
                .publish()
                .minimumHeat();
    }

    /** Whether files were rejected, or not read because they never stopped changing or their folder was unreadable. */
    public boolean hasUnpublished() {
        return !RunReport.rejectedOf(ingest.files()).isEmpty()
                || !pass.beingWritten().isEmpty()
                || !pass.listed();
    }

    /** The files that the last pass did not read because they never stopped changing. */
    public Set<String> beingWritten() {
        return pass.beingWritten();
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Closes everything in reverse order, also when closing one of them fails. */
    @Override
    public void close() {
        KafkaException failure = null;
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new KafkaException(
                            "could not close " + resource.getClass().getSimpleName(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
