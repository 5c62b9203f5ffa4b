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

/** Runs a stage with Kafka Streams until it is closed or fails with an error that Kafka Streams cannot recover from. */
public final class StageRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(7);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

    private final Stage stage;
    private final Topics topics;
    private final KafkaStreams streams;
    private final UncleanShutdownMarker uncleanShutdown;
    private final AbandonedTransactionFencer transactionFencer;
    private final Admin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private StageRunner(
            Stage stage, Topics topics, KafkaStreams streams, UncleanShutdownMarker uncleanShutdown, Admin admin) {
        this.stage = stage;
        this.topics = topics;
        this.streams = streams;
        this.uncleanShutdown = uncleanShutdown;
        this.transactionFencer = new AbandonedTransactionFencer(admin, group());
        this.admin = admin;
    }

    /**
     * Starts the stage; reference data is copied to each partition of its main input.
     *
     * @param admin a client that stays open until this is closed
     */
    public static StageRunner start(
            Stage stage, Topics topics, Path stateDir, String instance, Map<String, String> client, Admin admin) {
        NativeLibraries.prepareStores();
        Properties config = StageConfig.of(stage, topics, applicationId(stage, topics), stateDir, instance, client);
        int partitions =
                TopicAdmin.partitionsOf(admin, stage.reads().apply(topics).get(0));
        Topology topology = stage.builder().build(config, topics, partitions);
        UncleanShutdownMarker marker = placeMarker(stateDir, applicationId(stage, topics));
        StageRunner runner = new StageRunner(stage, topics, new KafkaStreams(topology, config), marker, admin);
        runner.streams.setUncaughtExceptionHandler(runner::onFailure);
        runner.streams.setStateListener((now, before) -> runner.onStateChange(now));
        runner.streams.start();
        runner.transactionFencer.fenceUnless(runner::isRunning);
        return runner;
    }

    private static UncleanShutdownMarker placeMarker(Path stateDir, String applicationId) {
        try {
            return UncleanShutdownMarker.place(stateDir, applicationId);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the local stores of " + applicationId + ": " + e, e);
        }
    }

    /** The consumer group of the stage, and the prefix of its internal topics and transactional ids. */
    public static String applicationId(Stage stage, Topics topics) {
        return topics.prefix() + "heatwire-" + stage.name();
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether the stage has shut down; also true a few seconds after a failure, even if a thread does not end. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The state of Kafka Streams in lower case. */
    public String state() {
        return streams.state().name().toLowerCase(Locale.ROOT);
    }

    public String group() {
        return applicationId(stage, topics);
    }

    /** The input partitions that are assigned to this process. */
    public Collection<TopicPartition> partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    public KafkaStreams streams() {
        return streams;
    }

    /** The number of records that the producers have sent to the topic, including aborted transactions. */
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

    private StreamThreadExceptionResponse onFailure(Throwable error) {
        if (FailureMessages.isTransactionTimeout(error)) {
            LOG.warn(
                    "{}: a transaction timed out and Kafka aborted it; restarting the stream thread from the last"
                            + " commit",
                    stage.name());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} stops: {}", stage.name(), FailureMessages.reason(error));
        LOG.debug("{} failed", stage.name(), error);
        failure.compareAndSet(null, error);
        // Kafka Streams may wait five minutes for each task of a restoring thread that failed with the same error
        CompletableFuture.delayedExecutor(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped::countDown);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void onStateChange(KafkaStreams.State state) {
        LOG.info("{} is {}", stage.name(), state);
        if (state.hasCompletedShutdown()) {
            stopped.countDown();
        }
    }

    @Override
    public void close() {
        transactionFencer.close();
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership()))) {
            LOG.warn("{} did not stop within {}", stage.name(), CLOSE_TIMEOUT);
        } else if (failure().isEmpty()) {
            uncleanShutdown.remove();
        }
    }

    /**
     * Leaves the group if it has other members, so that they get the tasks at once. Otherwise stays a static member, so
     * that it gets its tasks back without a rebalance when it restarts.
     */
    private GroupMembershipOperation membership() {
        try {
            int ownMembers = streams.metadataForLocalThreads().size();
            return failure().isEmpty()
                            && ConsumerGroups.of(admin, group(), REQUEST_TIMEOUT)
                                            .size()
                                    > ownMembers
                    ? GroupMembershipOperation.LEAVE_GROUP
                    : GroupMembershipOperation.REMAIN_IN_GROUP;
        } catch (KafkaException e) {
            // without a broker it cannot leave the group in any case
            LOG.debug("could not list the members of {}", group(), e);
            return GroupMembershipOperation.REMAIN_IN_GROUP;
        }
    }
}
