package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.RankedFeed;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.faults.model.ExpectedOutput.Position;
import dev.heatwire.faults.pipeline.ExpectedRanking.ArticleRanking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Map<String, RankedFeed> feeds = new TreeMap<>();

    private final Set<String> versions = new HashSet<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final Set<String> deadLettersOfStages = new HashSet<>();
    private final Map<String, Integer> deadLettersAbout = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<String, byte[]> lastValues = new HashMap<>();
    /** Records that were published twice, and feeds with gaps. */
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
            addFeed(record);
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

    /** A record is a whole feed, and differs from the record before. */
    private void addFeed(ConsumerRecord<String, byte[]> record) {
        RankedFeed feed = value(topics.rankedFeed, record);
        RankedFeed before = feeds.get(record.key());
        List<FeedEntry> entries = feed == null ? List.of() : feed.entries();
        if (before == null ? entries.isEmpty() : before.entries().equals(entries)) {
            duplicates.add("record of the feed " + record.key());
        }
        for (int at = 0; at < entries.size(); at++) {
            if (entries.get(at).rank() != at + 1) {
                duplicates.add("rank %d of %s is held by %s"
                        .formatted(at + 1, record.key(), entries.get(at).id()));
            }
        }
        put(feeds, record.key(), feed);
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

    private Map<String, List<Position>> positions() {
        Map<String, List<Position>> positions = new TreeMap<>();
        feeds.forEach((name, feed) -> positions.put(
                name,
                feed.entries().stream()
                        .map(entry ->
                                new Position(entry.rank(), entry.id(), entry.title(), entry.quality(), entry.heat()))
                        .toList()));
        return positions;
    }

    /** The differences between these records and the expected output. */
    public List<String> missing(ExpectedOutput expected) {
        List<String> lost = new ArrayList<>();
        differences("article", expected.titles(), articles, lost);
        differences("ranked", expected.rankings(), ranked, lost);
        differences("feed", expected.feeds(), positions(), lost);
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

    /** Records that were published twice, and feeds with gaps. */
    public List<String> duplicates() {
        return List.copyOf(duplicates);
    }
}
