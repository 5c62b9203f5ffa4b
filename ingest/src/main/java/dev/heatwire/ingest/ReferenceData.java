package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.events.kafka.CompactedTopicReader;
import dev.heatwire.ingest.layout.SiteLayout.Role;
import dev.heatwire.ingest.parse.Limits;
import dev.heatwire.ingest.parse.ParseResult;
import dev.heatwire.ingest.parse.PolicyFile;
import dev.heatwire.ingest.site.CatalogueFiles;
import dev.heatwire.ingest.site.NewsTopicsFile;
import dev.heatwire.ingest.site.ProvidersFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;

/** Holds the reference data of the topics, and finds the records that changed reference files add or delete. */
final class ReferenceData {
    private final Table<NewsTopic> newsTopics;
    private final List<Table<?>> tables;

    ReferenceData(CompactedTopicReader reader, Topics topics, Limits limits) {
        newsTopics = new Table<>(
                Role.TOPICS,
                topics.newsTopics,
                reader.readTable(topics.newsTopics),
                files -> NewsTopicsFile.read(files, limits));
        tables = List.of(
                new Table<>(
                        Role.PROVIDERS,
                        topics.providers,
                        reader.readTable(topics.providers),
                        files -> ProvidersFile.read(files, limits)),
                newsTopics,
                new Table<>(
                        Role.POLICY,
                        topics.scoringPolicy,
                        reader.readTable(topics.scoringPolicy),
                        files -> policy(files, limits, newsTopics())));
    }

    List<Table<?>> tables() {
        return tables;
    }

    Collection<NewsTopic> newsTopics() {
        return newsTopics.published.values();
    }

    /**
     * The policy of a site. On a site about one topic, the words of the topic are in every article and tell nothing of
     * its story, so story detection ignores the keywords of the topics.
     *
     * @param files at most one
     */
    static CatalogueFiles<Policy> policy(Map<String, byte[]> files, Limits limits, Collection<NewsTopic> newsTopics) {
        List<String> keywords = newsTopics.stream()
                .flatMap(topic -> topic.keywords().stream())
                .sorted()
                .toList();
        return files.entrySet().stream()
                .findFirst()
                .map(file -> {
                    ParseResult<Policy> policy = PolicyFile.read(file.getValue(), limits);
                    return CatalogueFiles.of(
                            file.getKey(),
                            new ParseResult<>(
                                    policy.value()
                                            .map(value -> Map.of(
                                                    Policy.KEY,
                                                    value.detection()
                                                            .map(stories -> value.with(stories.ignoring(keywords)))
                                                            .orElse(value))),
                                    policy.errors(),
                                    policy.warnings()));
                })
                .orElseGet(() -> new CatalogueFiles<>(Map.of(), Map.of(), Map.of()));
    }

    /** Parses the reference files of one kind into their entries by key. */
    @FunctionalInterface
    interface FilesParser<V> {
        CatalogueFiles<V> parse(Map<String, byte[]> files);
    }

    /** The reference files of one kind, their topic, and the entries on the topic. */
    static final class Table<V> {
        private final Role role;
        private final TopicSpec<V> topic;
        private final Map<String, V> published;
        private final FilesParser<V> parser;

        Table(Role role, TopicSpec<V> topic, Map<String, V> published, FilesParser<V> parser) {
            this.role = role;
            this.topic = topic;
            this.published = published;
            this.parser = parser;
        }

        Role role() {
            return role;
        }

        /**
         * Adds the changed entries, and tombstones for the deleted ones. While a file has errors, entries that are
         * missing may be its own, and stay.
         *
         * @param files the contents of all files that can be opened, by path
         * @param complete whether these are all files
         * @return the result of each file
         */
        Map<String, ParseResult<Integer>> update(Map<String, byte[]> files, boolean complete, TransactionBatch batch) {
            CatalogueFiles<V> catalogue = parser.parse(files);
            Map<String, byte[]> changed = new LinkedHashMap<>();
            for (Map.Entry<String, V> entry : List.copyOf(catalogue.entries().entrySet())) {
                if (!entry.getValue().equals(published.get(entry.getKey()))) {
                    try {
                        changed.put(
                                entry.getKey(), topic.values().serializer().serialize(topic.name(), entry.getValue()));
                    } catch (SerializationException e) {
                        catalogue = catalogue.reject(entry.getKey(), ParseResult.TOO_LARGE_FOR_A_RECORD);
                    }
                }
            }
            if (complete && catalogue.complete()) {
                deleteAllBut(catalogue.entries(), batch);
            }
            changed.keySet().retainAll(catalogue.entries().keySet());
            changed.forEach((key, value) -> batch.addSerialized(topic, key, value));
            published.putAll(catalogue.entries());
            return catalogue.files();
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
