package dev.heatwire.ingest;

import dev.heatwire.events.Article;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.kafka.CompactedTopicReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Finds the records on the articles topic that ingest did not write, according to its file states. */
final class ForeignArticles {
    /** Instead of the hash of the file, for a record that is no article. */
    private static final String UNREADABLE = "unreadable";

    private ForeignArticles() {}

    /** The keys whose last record is neither an article that a file state accounts for, nor a tombstone. */
    static Set<String> in(CompactedTopicReader reader, TopicSpec<Article> topic, FileStateIndex fileStates) {
        Map<String, String> hashes = new HashMap<>();
        reader.read(topic.name(), record -> {
            if (record.value() == null) {
                hashes.remove(record.key());
            } else {
                hashes.put(record.key(), hashOf(record, topic));
            }
        });
        Set<String> foreign = new TreeSet<>();
        hashes.forEach((id, hash) -> {
            if (!Optional.of(hash).equals(fileStates.publishedHash(id))) {
                foreign.add(id);
            }
        });
        return foreign;
    }

    private static String hashOf(ConsumerRecord<String, byte[]> record, TopicSpec<Article> topic) {
        try {
            return topic.values()
                    .deserializer()
                    .deserialize(topic.name(), record.value())
                    .source()
                    .sha256();
        } catch (SerializationException e) {
            return UNREADABLE;
        }
    }
}
