package dev.heatwire.faults.model;

import dev.heatwire.events.Article;
import dev.heatwire.events.FeedEntry;
import dev.heatwire.events.RankedArticle;
import dev.heatwire.events.TopicSpec;
import dev.heatwire.events.Topics;
import dev.heatwire.faults.model.ExpectedOutput.Place;
import dev.heatwire.faults.pipeline.ExpectedRanking.Verdict;
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

/** What a reader of committed records sees, and everything about it that must not be. */
public final class ObservedRecords {
    private final Topics topics;
    private final Map<String, String> articles = new TreeMap<>();
    private final Map<String, Verdict> ranked = new TreeMap<>();
    private final Map<String, FeedEntry> feed = new HashMap<>();
    /** When the last pass over a feed was, and so whether a record belongs to another one. */
    private final Map<String, Long> passes = new HashMap<>();

    private final Set<String> versions = new HashSet<>();
    private final Set<String> letters = new HashSet<>();
    private final Set<String> lettersOfStages = new HashSet<>();
    private final Map<String, Integer> lettersAbout = new HashMap<>();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<String, byte[]> last = new HashMap<>();
    /** What was seen twice, and which feeds were not whole after a pass. */
    private final List<String> doubled = new ArrayList<>();

    public ObservedRecords(Topics topics) {
        this.topics = topics;
    }

    public void see(ConsumerRecord<String, byte[]> record) {
        try {
            read(record);
        } catch (SerializationException e) {
            unreadable.add(record.key());
        }
    }

    /** The keys of records that are not what they should be. */
    public Set<String> unreadable() {
        return unreadable;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.articles.name())) {
            article(record);
        } else if (topic.equals(topics.enrichedArticles.name())) {
            refuseSame(record);
        } else if (topic.equals(topics.rankedArticles.name())) {
            refuseSame(record);
            RankedArticle article = value(topics.rankedArticles, record);
            put(ranked, record.key(), article == null ? null : Verdict.of(article));
        } else if (topic.equals(topics.rankedFeed.name())) {
            place(record);
        } else {
            letter(record);
        }
    }

    /** Each stage writes one about what it cannot read. */
    private void letter(ConsumerRecord<String, byte[]> record) {
        String about = record.key() + Arrays.hashCode(record.value());
        letters.add(about);
        lettersAbout.merge(record.key(), 1, Integer::sum);
        String stage = new String(record.headers().lastHeader("stage").value(), StandardCharsets.UTF_8);
        if (!lettersOfStages.add(stage + about)) {
            doubled.add("dead letter of " + record.key() + " by " + stage);
        }
    }

    public int lettersAbout(String key) {
        return lettersAbout.getOrDefault(key, 0);
    }

    private void article(ConsumerRecord<String, byte[]> record) {
        Article article = value(topics.articles, record);
        put(articles, record.key(), article == null ? null : article.title());
        if (article != null && !versions.add(article.source().toString())) {
            doubled.add("article of " + article.source());
        }
    }

    /** Both stages forward an article only when something about it has changed. */
    private void refuseSame(ConsumerRecord<String, byte[]> record) {
        byte[] before = last.put(record.topic() + record.key(), record.value());
        if (before != null && Arrays.equals(before, record.value())) {
            doubled.add("record of " + record.key() + " on " + record.topic());
        }
    }

    /** All that one pass changes in a feed has one timestamp. */
    private void place(ConsumerRecord<String, byte[]> record) {
        String name = FeedEntry.feedOf(record.key());
        Long before = passes.put(name, record.timestamp());
        if (!Objects.equals(before, record.timestamp())) {
            requireRanks(name);
        }
        put(feed, record.key(), value(topics.rankedFeed, record));
    }

    private void requireRanks(String name) {
        List<Place> places = feeds().getOrDefault(name, List.of());
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).rank() != i + 1) {
                doubled.add("rank %d of %s is held by %s".formatted(i + 1, name, places.get(i)));
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

    private Map<String, List<Place>> feeds() {
        Map<String, List<Place>> feeds = new TreeMap<>();
        feed.values().stream()
                .sorted(Comparator.comparingInt(FeedEntry::rank))
                .forEach(entry -> feeds.computeIfAbsent(entry.feed(), any -> new ArrayList<>())
                        .add(new Place(
                                entry.rank(),
                                entry.article().id(),
                                entry.article().title(),
                                entry.quality(),
                                entry.heat())));
        return feeds;
    }

    /** In what this differs from what it must be; nothing, when all is well. */
    public List<String> lost(ExpectedOutput expected) {
        List<String> lost = new ArrayList<>();
        differences("article", expected.titles(), articles, lost);
        differences("ranked", expected.verdicts(), ranked, lost);
        differences("feed", expected.feeds(), feeds(), lost);
        expected.broken().forEach((path, text) -> {
            if (!letters.contains(path + Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8)))) {
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

    /** What was seen twice, and which feeds were not whole after a pass; none of the feeds may be in one now. */
    public List<String> doubled() {
        feeds().keySet().forEach(this::requireRanks);
        return List.copyOf(doubled);
    }
}
