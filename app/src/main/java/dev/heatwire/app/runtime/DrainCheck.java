package dev.heatwire.app.runtime;

import dev.heatwire.app.admin.ConsumerLag;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.AdminResults;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.events.kafka.TableSnapshot;
import dev.heatwire.streams.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Serdes;

/** Checks whether the pipeline is drained, that is, everything that was ingested has reached the feed. */
public final class DrainCheck {
    private final Admin admin;
    private final CompactedTopicReader reader;
    private final Topics topics;
    /** The content of the stores of pending work, by changelog topic. */
    private final Map<String, TableSnapshot<String>> pendingWork = new HashMap<>();

    public DrainCheck(Admin admin, CompactedTopicReader reader, Topics topics) {
        this.admin = admin;
        this.reader = reader;
        this.topics = topics;
    }

    public boolean isDrained() {
        return areDrained(Pipeline.STAGES);
    }

    /**
     * Checks the stages in pipeline order: a drained stage stays drained because all stages before it are.
     *
     * @param stages stages in pipeline order
     */
    public boolean areDrained(List<Stage> stages) {
        return stages.stream().allMatch(this::isDrained);
    }

    /** A stage with pending work may write to its own input, so the input must not have grown during the check. */
    private boolean isDrained(Stage stage) {
        Map<TopicPartition, Long> before = inputEnds(stage);
        return hasReadAll(stage)
                && (stage.unfinished().isEmpty()
                        || hasNoPendingWork(stage) && inputEnds(stage).equals(before))
                && haveNoOpenTransactions(List.of(stage.writes().apply(topics).name()));
    }

    private boolean hasNoPendingWork(Stage stage) {
        List<String> changelogs = stage.unfinished().stream()
                .map(store -> StageRunner.applicationId(stage, topics) + "-" + store + "-changelog")
                .toList();
        try {
            return haveNoOpenTransactions(changelogs) && changelogs.stream().allMatch(this::isEmpty);
        } catch (UnknownTopicOrPartitionException e) {
            // the stage has not created its stores yet
            return false;
        }
    }

    /** Markers of a transaction become visible one by one: committed offsets may be visible before the output is. */
    private boolean haveNoOpenTransactions(List<String> names) {
        Collection<TopicPartition> partitions = partitions(names);
        return ConsumerLag.endOffsets(admin, partitions, IsolationLevel.READ_COMMITTED)
                .equals(ConsumerLag.endOffsets(admin, partitions, IsolationLevel.READ_UNCOMMITTED));
    }

    /** Reads only what was added to the changelog since the last check. */
    private boolean isEmpty(String changelog) {
        return reader.readTable(pendingWork.computeIfAbsent(
                        changelog,
                        name -> new TableSnapshot<>(new TopicSpec<>(name, Serdes.String(), Serdes.String(), Map.of()))))
                .isEmpty();
    }

    /**
     * Whether the stage has committed all records of its input and repartition topics. With exactly-once, output is
     * committed together with input offsets. End offsets are read after committed offsets and include open
     * transactions, so records that arrive between the two requests are not missed.
     */
    private boolean hasReadAll(Stage stage) {
        String group = StageRunner.applicationId(stage, topics);
        Map<TopicPartition, Long> committed = ConsumerLag.committedOffsets(admin, group);
        Map<TopicPartition, Long> ends = inputEnds(stage);
        return ends.entrySet().stream().allMatch(end -> {
            long position = committed.getOrDefault(end.getKey(), 0L);
            // aborted transactions leave offsets without records, which the stage never commits
            return position >= end.getValue() || reader.isEmpty(end.getKey(), position, end.getValue());
        });
    }

    private Map<TopicPartition, Long> inputEnds(Stage stage) {
        return ConsumerLag.endOffsets(admin, inputPartitions(stage), IsolationLevel.READ_UNCOMMITTED);
    }

    private Collection<TopicPartition> inputPartitions(Stage stage) {
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
}
