package dev.heatwire.bench;

import dev.heatwire.enrich.EnrichStage;
import dev.heatwire.events.Topics;
import dev.heatwire.rank.RankStage;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ingest of a site folder and every stage, each in a process of its own, on the cluster of a benchmark. */
final class PipelineProcesses implements AutoCloseable {
    private static final List<Stage> STAGES = List.of(EnrichStage.STAGE, RankStage.STAGE, FeedStage.STAGE);

    private final BenchCluster cluster;
    private final Topics topics;
    private final List<JavaProcess> processes = new ArrayList<>();

    private PipelineProcesses(BenchCluster cluster, Topics topics) {
        this.cluster = cluster;
        this.topics = topics;
    }

    /** The topics must exist. */
    static PipelineProcesses start(BenchCluster cluster, Topics topics, Path site) throws IOException {
        PipelineProcesses pipeline = new PipelineProcesses(cluster, topics);
        try {
            for (Stage stage : STAGES) {
                pipeline.processes.add(cluster.stage(stage, topics.prefix()));
            }
            pipeline.processes.add(cluster.heatwire("ingest", topics.prefix(), site.toString()));
        } catch (IOException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
        return pipeline;
    }

    /** Waits until enrich has received so many articles and no stage has lag. */
    void awaitDrained(int articles) throws IOException {
        List<GroupProgress> progresses =
                STAGES.stream().map(stage -> cluster.progress(stage, topics)).toList();
        cluster.awaitStable(
                processes,
                () -> progresses.get(0).end() >= articles && progresses.stream().allMatch(GroupProgress::isDone),
                () -> {});
    }

    @Override
    public void close() {
        processes.forEach(JavaProcess::close);
    }
}
