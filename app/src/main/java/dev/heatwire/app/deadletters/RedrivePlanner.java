package dev.heatwire.app.deadletters;

import dev.heatwire.app.deadletters.DeadLetter.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Selects the dead letters of the stages whose records can be sent again. A record qualifies only while it is the
 * latest of its key, because sending an older one again would undo the later changes.
 */
public final class RedrivePlanner {
    /** The latest offset of each key, by partition. */
    private final Map<TopicPartition, Map<String, Long>> latestOffsets = new HashMap<>();

    private final Set<String> topics;
    private final boolean again;

    /**
     * @param topics the topics that exist in the cluster
     * @param again whether to send what has failed twice with the same content
     */
    public RedrivePlanner(Set<String> topics, boolean again) {
        this.topics = topics;
        this.again = again;
    }

    /**
     * The result of planning.
     *
     * @param resend the dead letters whose records are sent again
     * @param skipped the number of dead letters that are not, by reason
     */
    public record Plan(List<DeadLetter> resend, Map<String, Integer> skipped) {}

    /** Notes the offset of a record of one of the {@link #topicsOf} the dead letters; call in the order of offsets. */
    public void observe(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null) {
            latestOffsets
                    .computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), partition -> new HashMap<>())
                    .put(record.key(), record.offset());
        }
    }

    /** The existing topics that the rejected records came from; {@link #observe} all their records before planning. */
    public Set<String> topicsOf(List<DeadLetter> deadLetters) {
        return deadLetters.stream()
                .flatMap(deadLetter -> deadLetter.origin().stream())
                .map(origin -> origin.partition().topic())
                .filter(topics::contains)
                .collect(Collectors.toSet());
    }

    /** Plans for the dead letters of the stages; those about files are left to ingest, which reads the files again. */
    public Plan plan(List<DeadLetter> deadLetters) {
        Map<DeadLetter.Subject, Integer> failures = failures(deadLetters);
        List<DeadLetter> resend = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        for (DeadLetter deadLetter : deadLetters) {
            deadLetter
                    .origin()
                    .ifPresent(origin -> reasonToSkip(deadLetter, origin, failures.get(deadLetter.subject()))
                            .ifPresentOrElse(
                                    reason -> skipped.merge(reason, 1, Integer::sum), () -> resend.add(deadLetter)));
        }
        return new Plan(resend, skipped);
    }

    /** The paths of the files that ingest rejected more than once with the same content. */
    public static Set<String> filesThatFailedAgain(List<DeadLetter> deadLetters) {
        return failures(deadLetters).entrySet().stream()
                .filter(failure -> failure.getKey().stage().equals("ingest") && failure.getValue() > 1)
                .map(failure -> failure.getKey().key())
                .collect(Collectors.toSet());
    }

    private static Map<DeadLetter.Subject, Integer> failures(List<DeadLetter> deadLetters) {
        Map<DeadLetter.Subject, Integer> failures = new HashMap<>();
        deadLetters.forEach(deadLetter -> failures.merge(deadLetter.subject(), 1, Integer::sum));
        return failures;
    }

    private Optional<String> reasonToSkip(DeadLetter deadLetter, Origin origin, int failures) {
        Optional<String> key = deadLetter.key();
        if (key.isEmpty()) {
            return Optional.of("without a key");
        }
        if (deadLetter.code().equals("too-large")) {
            return Optional.of("without the record's bytes, which were too large to keep");
        }
        if (!topics.contains(origin.partition().topic())) {
            return Optional.of("from a topic that no longer exists");
        }
        Map<String, Long> offsets = latestOffsets.getOrDefault(origin.partition(), Map.of());
        // compaction only deletes records that a later one of the same key replaced
        if (offsets.getOrDefault(key.get(), -1L) != origin.offset()) {
            return Optional.of("superseded by a later record");
        }
        return failures > 1 && !again
                ? Optional.of("failed again after a redrive; --again repeats it")
                : Optional.empty();
    }
}
