package dev.heatwire.app;

import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.events.streams.StageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage at work in this process; an error that Kafka Streams cannot get over ends it. */
final class RunningStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(8);

    private final Stage stage;
    private final KafkaStreams streams;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private RunningStage(Stage stage, KafkaStreams streams) {
        this.stage = stage;
        this.streams = streams;
    }

    /** Starts the stage with as many partitions of reference data as its main input has. */
    static RunningStage start(
            Stage stage, Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        Properties config = StageConfig.of(stage, topics, applicationId(stage, topics), stateDir, instance, client);
        int partitions =
                TopicAdmin.partitionsOf(admin, stage.reads().apply(topics).get(0));
        KafkaStreams streams = new KafkaStreams(stage.builder().build(config, topics, partitions), config);
        RunningStage running = new RunningStage(stage, streams);
        streams.setUncaughtExceptionHandler(running::fail);
        streams.setStateListener((now, before) -> running.follow(now));
        streams.start();
        return running;
    }

    /** The consumer group, and the prefix of the stage's internal topics. */
    static String applicationId(Stage stage, Topics topics) {
        return topics.prefix() + "heatwire-" + stage.name();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private StreamThreadExceptionResponse fail(Throwable error) {
        LOG.error("{} stops: {}", stage.name(), error.toString());
        LOG.debug("the reason", error);
        failure.compareAndSet(null, error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void follow(KafkaStreams.State state) {
        LOG.info("{} is {}", stage.name(), state);
        if (state.hasCompletedShutdown()) {
            stopped.countDown();
        }
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_WITHIN)) {
            LOG.warn("{} did not stop within {}", stage.name(), CLOSE_WITHIN);
        }
    }
}
