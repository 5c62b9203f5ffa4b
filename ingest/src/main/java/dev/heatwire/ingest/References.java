package dev.heatwire.ingest;

import dev.heatwire.events.NewsTopic;
import dev.heatwire.events.Policy;
import dev.heatwire.events.TopicReader;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** The reference data as it stands on the topics, and what a changed reference file changes about it. */
final class References {
    private final Kind<NewsTopic> newsTopics;
    private final List<Kind<?>> kinds;

    References(TopicReader reader, Topics topics, Limits limits) {
        newsTopics = new Kind<>(
                SiteFolder.TOPICS,
                topics.newsTopics,
                reader.fold(topics.newsTopics),
                bytes -> TopicsFile.read(bytes, limits));
        kinds = List.of(
                new Kind<>(
                        SiteFolder.PROVIDERS,
                        topics.providers,
                        reader.fold(topics.providers),
                        bytes -> ProvidersFile.read(bytes, limits)),
                newsTopics,
                new Kind<>(
                        SiteFolder.POLICY,
                        topics.scoringPolicy,
                        reader.fold(topics.scoringPolicy),
                        bytes -> onlyEntry(PolicyFile.read(bytes, limits))));
    }

    List<Kind<?>> kinds() {
        return kinds;
    }

    Collection<NewsTopic> newsTopics() {
        return newsTopics.published.values();
    }

    private static Parsed<Map<String, Policy>> onlyEntry(Parsed<Policy> policy) {
        return new Parsed<>(policy.value().map(value -> Map.of(Policy.KEY, value)), policy.errors(), policy.warnings());
    }

    /** Reads one kind of reference file. */
    @FunctionalInterface
    interface Reader<V> {
        Parsed<Map<String, V>> read(byte[] bytes);
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
        Parsed<Map<String, V>> update(byte[] bytes, Outbox outbox) {
            Parsed<Map<String, V>> parsed = reader.read(bytes);
            if (parsed.value().stream().anyMatch(this::isTooLarge)) {
                return Parsed.rejected(Parsed.TOO_LARGE_FOR_A_RECORD);
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
        void clear(Outbox outbox) {
            replace(Map.of(), outbox);
        }

        private void replace(Map<String, V> entries, Outbox outbox) {
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
