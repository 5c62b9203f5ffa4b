package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.ConsumerGroups;
import dev.heatwire.app.admin.TopicAdmin;
import dev.heatwire.events.Topics;
import dev.heatwire.sink.FeedStage;
import dev.heatwire.streams.Stage;
import dev.heatwire.streams.StageConfig;
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
public final class StageRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(7);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(1);

    private final Stage stage;
    private final Topics topics;
    private final KafkaStreams streams;
    private final UncleanShutdownMarker leftovers;
    private final AbandonedTransactionFencer takeover;
    private final Admin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private StageRunner(
            Stage stage, Topics topics, KafkaStreams streams, UncleanShutdownMarker leftovers, Admin admin) {
        this.stage = stage;
        this.topics = topics;
        this.streams = streams;
        this.leftovers = leftovers;
        this.takeover = new AbandonedTransactionFencer(admin, group());
        this.admin = admin;
    }

    /**
     * Starts the stage with as many partitions of reference data as its main input has.
     *
     * @param admin is needed for as long as the stage runs
     */
    public static StageRunner start(
            Stage stage, Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        Properties config = StageConfig.of(stage, topics, applicationId(stage, topics), stateDir, instance, client);
        int partitions =
                TopicAdmin.partitionsOf(admin, stage.reads().apply(topics).get(0));
        Topology topology = stage.builder().build(config, topics, partitions);
        UncleanShutdownMarker leftovers = leftovers(stateDir, applicationId(stage, topics));
        StageRunner running = new StageRunner(stage, topics, new KafkaStreams(topology, config), leftovers, admin);
        running.streams.setUncaughtExceptionHandler(running::fail);
        running.streams.setStateListener((now, before) -> running.follow(now));
        running.streams.start();
        running.takeover.watchUntil(running::isRunning);
        return running;
    }

    private static UncleanShutdownMarker leftovers(Path stateDir, String applicationId) {
        try {
            return UncleanShutdownMarker.clear(stateDir, applicationId);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of " + applicationId + " cannot be cleared: " + e, e);
        }
    }

    /** The consumer group, and the prefix of the stage's internal topics. */
    public static String applicationId(Stage stage, Topics topics) {
        return topics.prefix() + "heatwire-" + stage.name();
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether nothing is left to wait for; after a failure that is so within seconds, closed or not. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** As Kafka Streams calls it. */
    public String state() {
        return streams.state().name().toLowerCase(Locale.ROOT);
    }

    public String group() {
        return applicationId(stage, topics);
    }

    /** What this process reads, as long as it runs. */
    public Collection<TopicPartition> partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** How many records its producers have sent to a topic, repeated attempts included. */
    public double sentTo(String topic) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-send-total")
                        && topic.equals(metric.metricName().tags().get("topic")))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    public String output() {
        return stage.writes().apply(topics).name();
    }

    public String deadLetters() {
        return topics.deadLetters.name();
    }

    public boolean writesFeed() {
        return stage == FeedStage.STAGE;
    }

    private StreamThreadExceptionResponse fail(Throwable error) {
        if (FailureMessages.isRolledBack(error)) {
            LOG.warn("{} stood still for so long that Kafka undid its work; it begins again from there", stage.name());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} stops: {}", stage.name(), FailureMessages.reason(error));
        LOG.debug("the reason", error);
        failure.compareAndSet(null, error);
        // Kafka Streams waits five minutes for each task of a restoring thread that has died of the same error
        CompletableFuture.delayedExecutor(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
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
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership()))) {
            LOG.warn("{} did not stop within {}", stage.name(), CLOSE_TIMEOUT);
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
            return failure().isEmpty()
                            && ConsumerGroups.of(admin, group(), ASK_TIMEOUT).size() > ours
                    ? GroupMembershipOperation.LEAVE_GROUP
                    : GroupMembershipOperation.REMAIN_IN_GROUP;
        } catch (KafkaException e) {
            // Kafka is away, and cannot be told in any case
            LOG.debug("could not look who else is there", e);
            return GroupMembershipOperation.REMAIN_IN_GROUP;
        }
    }
}
