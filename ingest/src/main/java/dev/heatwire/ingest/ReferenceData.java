package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.directory.SiteDirectory;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.PolicyFile;
import dev.heatwire.ingest.site.NewsTopicsFile;
import dev.heatwire.ingest.site.ProvidersFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** Holds the reference data of the topics, and finds the records that a changed reference file adds or deletes. */
final class ReferenceData {
    private final Table<NewsTopic> newsTopics;
    private final List<Table<?>> tables;

    ReferenceData(CompactedTopicReader reader, Topics topics, Limits limits) {
        newsTopics = new Table<>(
                SiteDirectory.TOPICS,
                topics.newsTopics,
                reader.readTable(topics.newsTopics),
                bytes -> NewsTopicsFile.read(Map.of(SiteDirectory.TOPICS, bytes), limits)
                        .single());
        tables = List.of(
                new Table<>(
                        SiteDirectory.PROVIDERS,
                        topics.providers,
                        reader.readTable(topics.providers),
                        bytes -> ProvidersFile.read(Map.of(SiteDirectory.PROVIDERS, bytes), limits)
                                .single()),
                newsTopics,
                new Table<>(
                        SiteDirectory.POLICY,
                        topics.scoringPolicy,
                        reader.readTable(topics.scoringPolicy),
                        bytes -> singleEntry(PolicyFile.read(bytes, limits))));
    }

    List<Table<?>> tables() {
        return tables;
    }

    Collection<NewsTopic> newsTopics() {
        return newsTopics.published.values();
    }

    private static ParseResult<Map<String, Policy>> singleEntry(ParseResult<Policy> policy) {
        return new ParseResult<>(
                policy.value().map(value -> Map.of(Policy.KEY, value)), policy.errors(), policy.warnings());
    }

    /** Parses a reference file into its entries by key. */
    @FunctionalInterface
    interface FileParser<V> {
        ParseResult<Map<String, V>> parse(byte[] bytes);
    }

    /** One reference file, its topic, and the entries on the topic. */
    static final class Table<V> {
        private final String file;
        private final TopicSpec<V> topic;
        private final Map<String, V> published;
        private final FileParser<V> parser;

        Table(String file, TopicSpec<V> topic, Map<String, V> published, FileParser<V> parser) {
            this.file = file;
            this.topic = topic;
            this.published = published;
            this.parser = parser;
        }

        String file() {
            return file;
        }

        /**
         * Adds the changed entries, and tombstones for the deleted ones. A file with errors adds nothing: the last
         * valid
         * version stays published.
         */
        ParseResult<Map<String, V>> update(byte[] bytes, TransactionBatch batch) {
            ParseResult<Map<String, V>> parsed = parser.parse(bytes);
            if (parsed.value().isPresent()) {
                Map<String, V> entries = parsed.value().get();
                Optional<Map<String, byte[]>> changed = serializeChanged(entries);
                if (changed.isEmpty()) {
                    return ParseResult.rejected(ParseResult.TOO_LARGE_FOR_A_RECORD);
                }
                deleteAllBut(entries, batch);
                changed.get().forEach((key, value) -> batch.addSerialized(topic, key, value));
                published.putAll(entries);
            }
            return parsed;
        }

        /** The entries that differ from the published ones; empty when one of them is too large for a record. */
        private Optional<Map<String, byte[]>> serializeChanged(Map<String, V> entries) {
            Map<String, byte[]> changed = new LinkedHashMap<>();
            try {
                entries.forEach((key, value) -> {
                    if (!value.equals(published.get(key))) {
                        changed.put(key, topic.values().serializer().serialize(topic.name(), value));
                    }
                });
                return Optional.of(changed);
            } catch (SerializationException e) {
                return Optional.empty();
            }
        }

        /** Deletes every entry, because the file is gone. */
        void clear(TransactionBatch batch) {
            deleteAllBut(Map.of(), batch);
        }

        private void deleteAllBut(Map<String, V> entries, TransactionBatch batch) {
            List.copyOf(published.keySet()).stream()
                    .filter(key -> !entries.containsKey(key))
                    .forEach(key -> {
                        published.remove(key);
                        batch.addTombstone(topic, key);
                    });
        }
    }
}
