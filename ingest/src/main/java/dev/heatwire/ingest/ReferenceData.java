package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.NewsTopicsFile;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.PolicyFile;
import dev.heatwire.ingest.parse.ProvidersFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** The reference data as it stands on the topics, and what a changed reference file changes about it. */
final class ReferenceData {
    private final Kind<NewsTopic> newsTopics;
    private final List<Kind<?>> kinds;

    ReferenceData(CompactedTopicReader reader, Topics topics, Limits limits) {
        newsTopics = new Kind<>(
                SiteDirectory.TOPICS,
                topics.newsTopics,
                reader.readTable(topics.newsTopics),
                bytes -> NewsTopicsFile.read(bytes, limits));
        kinds = List.of(
                new Kind<>(
                        SiteDirectory.PROVIDERS,
                        topics.providers,
                        reader.readTable(topics.providers),
                        bytes -> ProvidersFile.read(bytes, limits)),
                newsTopics,
                new Kind<>(
                        SiteDirectory.POLICY,
                        topics.scoringPolicy,
                        reader.readTable(topics.scoringPolicy),
                        bytes -> onlyEntry(PolicyFile.read(bytes, limits))));
    }

    List<Kind<?>> kinds() {
        return kinds;
    }

    Collection<NewsTopic> newsTopics() {
        return newsTopics.published.values();
    }

    private static ParseResult<Map<String, Policy>> onlyEntry(ParseResult<Policy> policy) {
        return new ParseResult<>(
                policy.value().map(value -> Map.of(Policy.KEY, value)), policy.errors(), policy.warnings());
    }

    /** Reads one kind of reference file. */
    @FunctionalInterface
    interface Reader<V> {
        ParseResult<Map<String, V>> read(byte[] bytes);
    }

    /** One reference file, its topic, and what the topic holds. */
    static final class Kind<V> {
        private final String file;
        private final TopicSpec<V> topic;
        private final Map<String, V> published;
        private final Reader<V> reader;

        Kind(String file, TopicSpec<V> topic, Map<String, V> published, Reader<V> reader) {
            this.file = file;
            this.topic = topic;
            this.published = published;
            this.reader = reader;
        }

        String file() {
            return file;
        }

        /**
         * Adds the entries that changed, and tombstones for those that went; the last good version stays when the file
         * is broken.
         *
         * @return what the file holds, or what is wrong with it
         */
        ParseResult<Map<String, V>> update(byte[] bytes, TransactionBatch outbox) {
            ParseResult<Map<String, V>> parsed = reader.read(bytes);
            if (parsed.value().stream().anyMatch(this::isTooLarge)) {
                return ParseResult.rejected(ParseResult.TOO_LARGE_FOR_A_RECORD);
            }
            parsed.value().ifPresent(entries -> replace(entries, outbox));
            return parsed;
        }

        private boolean isTooLarge(Map<String, V> entries) {
            try {
                entries.values().forEach(value -> topic.values().serializer().serialize(topic.name(), value));
                return false;
            } catch (SerializationException e) {
                return true;
            }
        }

        /** The file is gone, and with it all that it said. */
        void clear(TransactionBatch outbox) {
            replace(Map.of(), outbox);
        }

        private void replace(Map<String, V> entries, TransactionBatch outbox) {
            List.copyOf(published.keySet()).stream()
                    .filter(key -> !entries.containsKey(key))
                    .forEach(key -> {
                        published.remove(key);
                        outbox.add(topic, key, Optional.empty());
                    });
            entries.forEach((key, value) -> {
                if (!value.equals(published.put(key, value))) {
                    outbox.add(topic, key, Optional.of(value));
                }
            });
        }
    }
}
