package dev.heatwire.app;

import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.events.streams.StageConfig;
import dev.heatwire.sink.FeedStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage at work in this process; an error that Kafka Streams cannot get over ends it. */
final class RunningStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(7);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(1);

    private final Stage stage;
    private final Topics topics;
    private final KafkaStreams streams;
    private final Leftovers leftovers;
    private final Takeover takeover;
    private final Admin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private RunningStage(Stage stage, Topics topics, KafkaStreams streams, Leftovers leftovers, Admin admin) {
        this.stage = stage;
        this.topics = topics;
        this.streams = streams;
        this.leftovers = leftovers;
        this.takeover = new Takeover(admin, group());
        this.admin = admin;
    }

    /**
     * Starts the stage with as many partitions of reference data as its main input has.
     *
     * @param admin is needed for as long as the stage runs
     */
    static RunningStage start(
            Stage stage, Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        Properties config = StageConfig.of(stage, topics, applicationId(stage, topics), stateDir, instance, client);
        int partitions =
                TopicAdmin.partitionsOf(admin, stage.reads().apply(topics).get(0));
        Topology topology = stage.builder().build(config, topics, partitions);
        Leftovers leftovers = leftovers(stateDir, applicationId(stage, topics));
        RunningStage running = new RunningStage(stage, topics, new KafkaStreams(topology, config), leftovers, admin);
        running.streams.setUncaughtExceptionHandler(running::fail);
        running.streams.setStateListener((now, before) -> running.follow(now));
        running.streams.start();
        running.takeover.watchUntil(running::isRunning);
        return running;
    }

    private static Leftovers leftovers(Path stateDir, String applicationId) {
        try {
            return Leftovers.clear(stateDir, applicationId);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of " + applicationId + " cannot be cleared: " + e, e);
        }
    }

    /** The consumer group, and the prefix of the stage's internal topics. */
    static String applicationId(Stage stage, Topics topics) {
        return topics.prefix() + "heatwire-" + stage.name();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether nothing is left to wait for; after a failure that is so within seconds, closed or not. */
    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** As Kafka Streams calls it. */
    String state() {
        return streams.state().name().toLowerCase(Locale.ROOT);
    }

    String group() {
        return applicationId(stage, topics);
    }

    /** What this process reads, as long as it runs. */
    Collection<TopicPartition> partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    KafkaStreams streams() {
        return streams;
    }

    /** How many records its producers have sent to a topic, repeated attempts included. */
    double sentTo(String topic) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-send-total")
                        && topic.equals(metric.metricName().tags().get("topic")))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    String output() {
        return stage.writes().apply(topics).name();
    }

    String deadLetters() {
        return topics.deadLetters.name();
    }

    boolean writesFeed() {
        return stage == FeedStage.STAGE;
    }

    private StreamThreadExceptionResponse fail(Throwable error) {
        if (Failure.isRolledBack(error)) {
            LOG.warn("{} stood still for so long that Kafka undid its work; it begins again from there", stage.name());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} stops: {}", stage.name(), Failure.reason(error));
        LOG.debug("the reason", error);
        failure.compareAndSet(null, error);
        // Kafka Streams waits five minutes for each task of a restoring thread that has died of the same error
        CompletableFuture.delayedExecutor(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped::countDown);
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
        takeover.close();
        if (!streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(membership()))) {
            LOG.warn("{} did not stop within {}", stage.name(), CLOSE_WITHIN);
        } else if (failure().isEmpty()) {
            leftovers.none();
        }
    }

    /**
     * One of several leaves, and the others take over at once. A lone one keeps its place, and has its tasks again as
     * soon as it is back.
     */
    private GroupMembershipOperation membership() {
        try {
            int ours = streams.metadataForLocalThreads().size();
            return failure().isEmpty() && Members.of(admin, group(), ASK_WITHIN).size() > ours
                    ? GroupMembershipOperation.LEAVE_GROUP
                    : GroupMembershipOperation.REMAIN_IN_GROUP;
        } catch (KafkaException e) {
            // Kafka is away, and cannot be told in any case
            LOG.debug("could not look who else is there", e);
            return GroupMembershipOperation.REMAIN_IN_GROUP;
        }
    }
}
