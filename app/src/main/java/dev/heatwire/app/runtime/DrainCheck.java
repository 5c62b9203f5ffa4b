package dev.heatwire.app.runtime;

import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.events.kafka.CompactedTopicReader.TableSnapshot;
import dev.heatwire.streams.Stage;
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
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Serdes;

/** Tells whether everything that was ingested has reached the feed. */
public final class DrainCheck {
    private final Admin admin;
    private final CompactedTopicReader reader;
    private final Topics topics;
    /** What stages have still to act on, by changelog. */
    private final Map<String, TableSnapshot<String>> unfinished = new HashMap<>();

    public DrainCheck(Admin admin, CompactedTopicReader reader, Topics topics) {
        this.admin = admin;
        this.reader = reader;
        this.topics = topics;
    }

    public boolean isDrained() {
        return areDrained(Pipeline.STAGES);
    }

    /**
     * Asked in the order a story travels: once a stage is done it stays so, because those before it are.
     *
     * @param stages in that order
     */
    public boolean areDrained(List<Stage> stages) {
        return stages.stream().allMatch(this::isDone);
    }

    /** A stage that works off what it has read may write to a topic that it reads itself: nothing may have come since. */
    private boolean isDone(Stage stage) {
        Map<TopicPartition, Long> before = endsRead(stage);
        return hasReadAll(stage)
                && (stage.unfinished().isEmpty()
                        || hasFinished(stage) && endsRead(stage).equals(before))
                && areShown(List.of(stage.writes().apply(topics).name()));
    }

    private boolean hasFinished(Stage stage) {
        List<String> changelogs = stage.unfinished().stream()
                .map(store -> StageRunner.applicationId(stage, topics) + "-" + store + "-changelog")
                .toList();
        try {
            return areShown(changelogs) && changelogs.stream().allMatch(this::isEmpty);
        } catch (UnknownTopicOrPartitionException e) {
            // the stage has not got as far as to create its stores
            return false;
        }
    }

    /** The markers of a transaction come one after the other: what it read may show before what it wrote. */
    private boolean areShown(List<String> names) {
        Collection<TopicPartition> written = partitions(names);
        return ends(written, IsolationLevel.READ_COMMITTED).equals(ends(written, IsolationLevel.READ_UNCOMMITTED));
    }

    /** Much may go through the store: what has been looked at once is not looked at again. */
    private boolean isEmpty(String changelog) {
        return reader.readTable(unfinished.computeIfAbsent(
                        changelog,
                        name -> new TableSnapshot<>(new TopicSpec<>(name, Serdes.String(), Serdes.String(), Map.of()))))
                .isEmpty();
    }

    /**
     * Whether the stage has committed everything on the topics it reads, its internal ones included. Exactly-once makes
     * that enough: what a stage wrote about a record is committed together with its having read the record. The ends
     * are taken after the commits and count open transactions, so nothing can be under way between the two.
     */
    private boolean hasReadAll(Stage stage) {
        String group = StageRunner.applicationId(stage, topics);
        Map<TopicPartition, OffsetAndMetadata> committed =
                AdminResults.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> ends = endsRead(stage);
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata position = committed.get(end.getKey());
            long read = position == null ? 0 : position.offset();
            // of aborted transactions there remain offsets without records, which no stage ever commits
            return read >= end.getValue() || reader.isEmpty(end.getKey(), read, end.getValue());
        });
    }

    private Map<TopicPartition, Long> endsRead(Stage stage) {
        return ends(partitionsRead(stage), IsolationLevel.READ_UNCOMMITTED);
    }

    private Collection<TopicPartition> partitionsRead(Stage stage) {
        String group = StageRunner.applicationId(stage, topics);
        Stream<String> internal = AdminResults.get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(group + "-") && name.endsWith("-repartition"));
        Stream<String> read = stage.reads().apply(topics).stream().map(TopicSpec::name);
        return partitions(Stream.concat(read, internal).toList());
    }

    private Collection<TopicPartition> partitions(List<String> names) {
        return AdminResults.get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        AdminResults.get(
                        admin.listOffsets(latest, new ListOffsetsOptions(level)).all())
                .forEach((partition, result) -> ends.put(partition, result.offset()));
        return ends;
    }
}
