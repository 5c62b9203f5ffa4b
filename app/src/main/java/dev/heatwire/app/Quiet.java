package dev.heatwire.app;

import dev.heatwire.events.TopicReader;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.streams.Stage;
import dev.heatwire.sink.FeedStage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;

/** Tells whether everything that was ingested has reached the feed. */
final class Quiet {
    private final Admin admin;
    private final TopicReader reader;
    private final Topics topics;

    Quiet(Admin admin, TopicReader reader, Topics topics) {
        this.admin = admin;
        this.reader = reader;
        this.topics = topics;
    }

    /** Asked in the order a story travels: once a stage is done it stays so, because those before it are. */
    boolean isReached() {
        return Pipeline.STAGES.stream().allMatch(this::isDone)
                && reader.fold(unwrittenFeeds()).isEmpty();
    }

    /** @param stages in the order a story travels */
    boolean isReachedBy(List<Stage> stages) {
        return stages.stream().allMatch(this::isDone);
    }

    /** Feeds leave this store in the transaction that writes them. */
    private TopicSpec<String> unwrittenFeeds() {
        String name =
                RunningStage.applicationId(FeedStage.STAGE, topics) + "-" + FeedStage.UNWRITTEN_STORE + "-changelog";
        return new TopicSpec<>(name, Serdes.String(), Serdes.String(), Map.of());
    }

    /**
     * Whether the stage has committed everything on the topics it reads, its internal ones included. Exactly-once makes
     * that enough: what a stage wrote about a record is committed together with its having read the record. The ends
     * are taken after the commits and count open transactions, so nothing can be under way between the two.
     */
    private boolean isDone(Stage stage) {
        String group = RunningStage.applicationId(stage, topics);
        Map<TopicPartition, OffsetAndMetadata> committed =
                TopicAdmin.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> ends = offsets(partitionsRead(stage, group), IsolationLevel.READ_UNCOMMITTED);
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata position = committed.get(end.getKey());
            long read = position == null ? 0 : position.offset();
            // of aborted transactions there remain offsets without records, which no stage ever commits
            return read >= end.getValue() || reader.isEmpty(end.getKey(), read, end.getValue());
        });
    }

    /** Whether no transaction on these topics is open: the offsets of one are seen sooner than its records. */
    private boolean isCommitted(List<String> names) {
        Collection<TopicPartition> partitions = partitions(names);
        return offsets(partitions, IsolationLevel.READ_COMMITTED)
                .equals(offsets(partitions, IsolationLevel.READ_UNCOMMITTED));
    }

    private Collection<TopicPartition> partitionsRead(Stage stage, String group) {
        Stream<String> internal = TopicAdmin.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"));
        Stream<String> read = stage.reads().apply(topics).stream().map(TopicSpec::name);
        return partitions(Stream.concat(read, internal).toList());
    }

    private Collection<TopicPartition> partitions(List<String> names) {
        return TopicAdmin.get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        TopicAdmin.get(admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                        .all())
                .forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }
}
