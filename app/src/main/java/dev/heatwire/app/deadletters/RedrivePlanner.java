package dev.heatwire.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.apache.kafka.common.header.Header;

/**
 * Decides which dead letters of the stages can be sent again: a letter whose record is still the last word about its
 * key. Sending an older one would undo what came after it.
 */
public final class RedrivePlanner {
    /** The last offset of each key, by partition; filled from the topics that the letters name. */
    private final Map<TopicPartition, Map<String, Long>> lastWords = new HashMap<>();

    private final Set<String> topics;

    /** @param topics those of the cluster */
    public RedrivePlanner(Set<String> topics) {
        this.topics = topics;
    }

    /** A letter, and where its record came from. */
    public record Letter(ConsumerRecord<String, byte[]> record, TopicPartition origin, long offset) {
        public static Optional<Letter> of(ConsumerRecord<String, byte[]> record) {
            Optional<String> topic = header(record, "topic");
            Optional<String> partition = header(record, "partition");
            Optional<String> offset = header(record, "offset");
            if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
                return Optional.empty();
            }
            TopicPartition origin = new TopicPartition(topic.get(), Integer.parseInt(partition.get()));
            return Optional.of(new Letter(record, origin, Long.parseLong(offset.get())));
        }

        private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
            return Optional.ofNullable(record.headers().lastHeader(name))
                    .map(Header::value)
                    .map(value -> new String(value, UTF_8));
        }

        String code() {
            return header(record, "code").orElse("");
        }
    }

    /** What becomes of the letters: those to send, and how many are not, by reason. */
    public record Plan(List<Letter> resend, Map<String, Integer> left) {}

    public void lastWord(ConsumerRecord<String, byte[]> record) {
        if (record.key() != null) {
            lastWords
                    .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new HashMap<>())
                    .put(record.key(), record.offset());
        }
    }

    /** The topics to read before there can be a plan. */
    public Set<String> topicsOf(List<Letter> letters) {
        return letters.stream()
                .map(letter -> letter.origin().topic())
                .filter(topics::contains)
                .collect(Collectors.toSet());
    }

    public Plan plan(List<Letter> letters) {
        List<Letter> resend = new ArrayList<>();
        Map<String, Integer> left = new TreeMap<>();
        for (Letter letter : letters) {
            Optional<String> reason = reasonToLeave(letter);
            reason.ifPresentOrElse(why -> left.merge(why, 1, Integer::sum), () -> resend.add(letter));
        }
        return new Plan(resend, left);
    }

    private Optional<String> reasonToLeave(Letter letter) {
        if (letter.record().key() == null) {
            return Optional.of("without a key");
        }
        if (letter.code().equals("too-large")) {
            return Optional.of("without its bytes, which were too many");
        }
        if (!topics.contains(letter.origin().topic())) {
            return Optional.of("from a topic that is no longer there");
        }
        Map<String, Long> words = lastWords.getOrDefault(letter.origin(), Map.of());
        // a record that is no longer there was overtaken, too: nothing else makes one go
        return words.getOrDefault(letter.record().key(), -1L) == letter.offset()
                ? Optional.empty()
                : Optional.of("overtaken by a later record");
    }
}
