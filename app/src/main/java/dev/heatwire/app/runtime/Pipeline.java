package dev.heatwire.app.runtime;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** All stages in one process, in the order a story travels. */
public final class Pipeline implements AutoCloseable {
    public static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);

    private final List<StageRunner> running = new ArrayList<>();

    public static Pipeline start(
            Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        Pipeline pipeline = new Pipeline();
        try {
            STAGES.forEach(
                    stage -> pipeline.running.add(StageRunner.start(stage, topics, stateDir, instance, client, admin)));
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /** What ended a stage, when one has ended. */
    public Optional<Throwable> failure() {
        return running.stream().flatMap(stage -> stage.failure().stream()).findFirst();
    }

    /** All at once, because each may take seconds. */
    @Override
    public void close() {
        running.parallelStream().forEach(StageRunner::close);
    }
}
