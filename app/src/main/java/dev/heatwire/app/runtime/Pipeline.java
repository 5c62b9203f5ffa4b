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

/** Runs all stages in this process. */
public final class Pipeline implements AutoCloseable {
    /** All stages in pipeline order. */
    public static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);

    private final List<StageRunner> runners = new ArrayList<>();

    public static Pipeline start(
            Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        Pipeline pipeline = new Pipeline();
        try {
            STAGES.forEach(
                    stage -> pipeline.runners.add(StageRunner.start(stage, topics, stateDir, instance, client, admin)));
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /** The failure of the first stage that has failed. */
    public Optional<Throwable> failure() {
        return runners.stream().flatMap(stage -> stage.failure().stream()).findFirst();
    }

    /** Closes the stages in parallel, because each may take seconds. */
    @Override
    public void close() {
        runners.parallelStream().forEach(StageRunner::close);
    }
}
