package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.faults.model.ExpectedOutput.Position;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The state of all topics as a reader of committed records sees it, with the duplicates among their records. */
public final class ObservedRecords {
    private final Topics topics;
    private final Map<String, String> articles = new TreeMap<>();
    private final Map<String, ArticleRanking> ranked = new TreeMap<>();
    private final Map<String, FeedEntry> feed = new HashMap<>();
    /** The timestamp of the last record of each feed; all records of one update have the same timestamp. */
    private final Map<String, Long> lastFeedTimestamps = new HashMap<>();

    private final Set<String> versions = new HashSet<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final Set<String> deadLettersOfStages = new HashSet<>();
    private final Map<String, Integer> deadLettersAbout = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<String, byte[]> lastValues = new HashMap<>();
    /** Records that were published twice, and feeds with gaps after an update. */
    private final List<String> duplicates = new ArrayList<>();

    public ObservedRecords(Topics topics) {
        this.topics = topics;
    }

    public void add(ConsumerRecord<String, byte[]> record) {
        try {
            addValid(record);
        } catch (SerializationException e) {
            unreadable.add(record.key());
        }
    }

    /** The keys of records that cannot be deserialized. */
    public Set<String> unreadable() {
        return unreadable;
    }

    private void addValid(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.articles.name())) {
            addArticle(record);
        } else if (topic.equals(topics.enrichedArticles.name())) {
            requireChange(record);
        } else if (topic.equals(topics.rankedArticles.name())) {
            requireChange(record);
            RankedArticle article = value(topics.rankedArticles, record);
            put(ranked, record.key(), article == null ? null : ArticleRanking.of(article));
        } else if (topic.equals(topics.rankedFeed.name())) {
            addFeedEntry(record);
        } else {
            addDeadLetter(record);
        }
    }

    /** Each stage writes one dead letter of a record that it cannot read. */
    private void addDeadLetter(ConsumerRecord<String, byte[]> record) {
        String id = record.key() + Arrays.hashCode(record.value());
        deadLetters.add(id);
        deadLettersAbout.merge(record.key(), 1, Integer::sum);
        String stage = new String(record.headers().lastHeader("stage").value(), StandardCharsets.UTF_8);
        if (!deadLettersOfStages.add(stage + id)) {
            duplicates.add("dead letter of " + record.key() + " by " + stage);
        }
    }

    public int deadLettersAbout(String key) {
        return deadLettersAbout.getOrDefault(key, 0);
    }

    private void addArticle(ConsumerRecord<String, byte[]> record) {
        Article article = value(topics.articles, record);
        put(articles, record.key(), article == null ? null : article.title());
        if (article != null && !versions.add(article.source().toString())) {
            duplicates.add("article of " + article.source());
        }
    }

    /** Enrich and rank publish an article only if it has changed. */
    private void requireChange(ConsumerRecord<String, byte[]> record) {
        byte[] before = lastValues.put(record.topic() + record.key(), record.value());
        if (before != null && Arrays.equals(before, record.value())) {
            duplicates.add("record of " + record.key() + " on " + record.topic());
        }
    }

    /** Verifies the ranks of a feed when the first record of its next update arrives. */
    private void addFeedEntry(ConsumerRecord<String, byte[]> record) {
        String name = FeedEntry.feedOf(record.key());
        Long before = lastFeedTimestamps.put(name, record.timestamp());
        if (!Objects.equals(before, record.timestamp())) {
            requireRanks(name);
        }
        put(feed, record.key(), value(topics.rankedFeed, record));
    }

    private void requireRanks(String name) {
        List<Position> positions = feeds().getOrDefault(name, List.of());
        for (int i = 0; i < positions.size(); i++) {
            if (positions.get(i).rank() != i + 1) {
                duplicates.add("rank %d of %s is held by %s".formatted(i + 1, name, positions.get(i)));
                return;
            }
        }
    }

    private static <V> V value(TopicSpec<V> topic, ConsumerRecord<String, byte[]> record) {
        return topic.values().deserializer().deserialize(record.topic(), record.value());
    }

    private static <V> void put(Map<String, V> values, String key, V value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    public Map<String, String> articles() {
        return articles;
    }

    private Map<String, List<Position>> feeds() {
        Map<String, List<Position>> feeds = new TreeMap<>();
        feed.values().stream()
                .sorted(Comparator.comparingInt(FeedEntry::rank))
                .forEach(entry -> feeds.computeIfAbsent(entry.feed(), name -> new ArrayList<>())
                        .add(new Position(
                                entry.rank(),
                                entry.article().id(),
                                entry.article().title(),
                                entry.quality(),
                                entry.heat())));
        return feeds;
    }

    /** The differences between these records and the expected output. */
    public List<String> missing(ExpectedOutput expected) {
        List<String> lost = new ArrayList<>();
        differences("article", expected.titles(), articles, lost);
        differences("ranked", expected.rankings(), ranked, lost);
        differences("feed", expected.feeds(), feeds(), lost);
        expected.rejected().forEach((path, text) -> {
            if (!deadLetters.contains(path + Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8)))) {
                lost.add("dead letter of " + path);
            }
        });
        return lost;
    }

    private static <V> void differences(String kind, Map<String, V> expected, Map<String, V> seen, List<String> lost) {
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(seen.keySet());
        keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), seen.get(key)))
                .forEach(key -> lost.add("%s %s is %s, not %s".formatted(kind, key, seen.get(key), expected.get(key))));
    }

    /** Records that were published twice, and feeds with gaps; call it when no update is in progress. */
    public List<String> duplicates() {
        feeds().keySet().forEach(this::requireRanks);
        return List.copyOf(duplicates);
    }
}
